using System.Buffers;

namespace Vault.Core.Evidence;

/// <summary>Lines of a file without its line feeds, one at a time; holds no more than the longest line.</summary>
internal sealed class LineReader(Stream stream, int longest) : IDisposable
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>
    /// The next line, good until the next call; null where no line feed follows any more. Of one that is too long only
    /// one byte more than allowed is given.
    /// </summary>
    public ReadOnlyMemory<byte>? Next()
    {
        for (var looked = 0; ; )
        {
            var feed = _buffer.AsSpan(_start + looked, _end - _start - looked).IndexOf((byte)'\n');
            if (feed >= 0)
                return Take(looked + feed);
            looked = _end - _start;
            if (looked > longest)
                return TakeTooLong();
            if (!Fill())
                return null;
        }
    }

    /// <summary>What follows, at most so many bytes.</summary>
    public ReadOnlyMemory<byte> Rest(int most)
    {
        while (_end - _start < most)
        {
            if (!Fill())
                break;
        }
        return _buffer.AsMemory(_start, Math.Min(most, _end - _start));
    }

    /// <summary>Whether bytes follow the last line given.</summary>
    public bool HasMore => _end > _start || Fill();

    public void Dispose() => stream.Dispose();

    private ReadOnlyMemory<byte> Take(int length)
    {
        var line = _buffer.AsMemory(_start, Math.Min(length, longest + 1));
        _start += length + 1;
        return line;
    }

    private ReadOnlyMemory<byte>? TakeTooLong()
    {
        var line = _buffer[_start..(_start + longest + 1)];
        int feed;
        while ((feed = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0)
        {
            _start = _end;
            if (!Fill())
                return null;
        }
        _start += feed + 1;
        return line;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
