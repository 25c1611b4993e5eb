using System.Security.Cryptography;
using Vault.Core.Keys;

namespace Vault.Core.Backups;

/// <summary>Seals what is written to it. Only <see cref="Complete"/> writes the end; without it the stream is refused.</summary>
internal sealed class SealingStream : Stream
{
    private readonly Stream _to;
    private readonly AesGcm _cipher;
    private readonly byte[] _plain = new byte[SealedStream.ChunkLength];
    private readonly byte[] _sealed = new byte[SealedStream.ChunkLength + SealedStream.TagLength];
    private int _held;
    private long _chunk;

    public SealingStream(Stream to, RootKey rootKey)
    {
        _to = to;
        var header = SealedStream.NewHeader(rootKey);
        _cipher = SealedStream.Cipher(rootKey, header);
        to.Write(header);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            // A full chunk waits until something follows: the last one is sealed otherwise.
            if (_held == _plain.Length)
                Seal(isLast: false);
            var taken = Math.Min(buffer.Length, _plain.Length - _held);
            buffer[..taken].CopyTo(_plain.AsSpan(_held));
            _held += taken;
            buffer = buffer[taken..];
        }
    }

    public void Complete() => Seal(isLast: true);

    public override void Flush() => _to.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Seal(bool isLast)
    {
        _cipher.Encrypt(
            SealedStream.Nonce(_chunk, isLast),
            _plain.AsSpan(0, _held),
            _sealed.AsSpan(0, _held),
            _sealed.AsSpan(_held, SealedStream.TagLength)
        );
        _to.Write(_sealed.AsSpan(0, _held + SealedStream.TagLength));
        (_held, _chunk) = (0, _chunk + 1);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cipher.Dispose();
            CryptographicOperations.ZeroMemory(_plain);
        }
        base.Dispose(disposing);
    }
}
