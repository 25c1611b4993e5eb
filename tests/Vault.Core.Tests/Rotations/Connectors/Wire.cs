using System.Net;
using System.Net.Sockets;

namespace Vault.Core.Tests.Rotations.Connectors;

/// <summary>A wire to a server of this machine: keeps what goes over it, and tells when somebody has said something.</summary>
internal sealed class Wire : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private readonly Action<int> _said;
    private readonly Lock _keeping = new();
    private readonly MemoryStream _kept = new();
    private int _count;

    /// <param name="said">Called after each piece from the client was passed on, with its number from 1.</param>
    public Wire(int server, Action<int>? said = null)
    {
        (_server, _said) = (server, said ?? (_ => { }));
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public byte[] Kept
    {
        get
        {
            lock (_keeping)
                return _kept.ToArray();
        }
    }

    public int Count => _count;

    public void Dispose()
    {
        _listener.Dispose();
        _kept.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Carry(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Carry(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server);
                await Task.WhenAny(
                    Pass(client.GetStream(), server.GetStream(), fromClient: true),
                    Pass(server.GetStream(), client.GetStream(), fromClient: false)
                );
            }
            catch (SocketException)
            {
                // Nobody there: the client finds the wire cut.
            }
    }

    private async Task Pass(NetworkStream from, NetworkStream to, bool fromClient)
    {
        var buffer = new byte[32 * 1024];
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var count)
            {
                lock (_keeping)
                    _kept.Write(buffer, 0, count);
                await to.WriteAsync(buffer.AsMemory(0, count));
                if (fromClient)
                    _said(Interlocked.Increment(ref _count));
            }
        }
        catch (IOException)
        {
            // Cut.
        }
    }
}
