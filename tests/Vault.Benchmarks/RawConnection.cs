using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Vault.Benchmarks;

/// <summary>
/// One kept-alive connection that sends bytes made beforehand and reads the answer whole: the load generator shares the
/// processors with the server, so it does nothing else.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[64 * 1024];

    public RawConnection(Uri server) => _socket.Connect(server.Host, server.Port);

    /// <summary>Sends a request; the answer has to be 200 and hold these bytes in its body.</summary>
    public async Task Ask(ReadOnlyMemory<byte> request, byte[] expected)
    {
        await _socket.SendAsync(request);
        var (read, end) = (0, -1);
        while (end < 0 || read < end)
        {
            if (read == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            var got = await _socket.ReceiveAsync(_buffer.AsMemory(read));
            if (got == 0)
                throw new InvalidOperationException("The server hung up.");
            read += got;
            end = EndOf(_buffer.AsSpan(0, read));
        }
        var answer = _buffer.AsSpan(0, read);
        if (!answer.StartsWith("HTTP/1.1 200 "u8) || answer.IndexOf(expected) < 0)
            throw new InvalidOperationException(Encoding.UTF8.GetString(answer));
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Where the answer ends, or -1 while that is not known.</summary>
    private static int EndOf(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return -1;
        var body = head + 4;
        var length = answer[..head].IndexOf("Content-Length: "u8);
        if (length >= 0)
        {
            return Utf8Parser.TryParse(answer[(length + "Content-Length: ".Length)..], out int bytes, out _)
                ? body + bytes
                : throw new InvalidOperationException("Not a length.");
        }
        // Chunked: nothing is asked for twice on a connection, so the empty chunk is the last of what is there.
        return answer[body..].EndsWith("\r\n0\r\n\r\n"u8) ? answer.Length : -1;
    }
}
