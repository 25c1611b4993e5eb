using System.Security.Cryptography;
using Vault.Core.Keys;

namespace Vault.Core.Backups;

/// <summary>Opens what <see cref="SealingStream"/> sealed. Gives out nothing that is not authentic.</summary>
internal sealed class OpeningStream : Stream
{
    private readonly Stream _from;
    private readonly AesGcm _cipher;
    private readonly byte[] _plain = new byte[SealedStream.ChunkLength];

    // One byte more than a chunk: it says whether another follows.
    private readonly byte[] _ahead = new byte[SealedStream.ChunkLength + SealedStream.TagLength + 1];
    private int _aheadLength;
    private int _length;
    private int _read;
    private long _chunk;
    private bool _atEnd;

    /// <exception cref="BackupRefusedException">It is no backup, or one of another root key.</exception>
    public OpeningStream(Stream from, RootKey rootKey)
    {
        _from = from;
        var header = new byte[SealedStream.HeaderLength];
        var length = from.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (!SealedStream.IsHeader(header.AsSpan(0, length)))
            throw new BackupRefusedException(BackupRefusal.NotABackup);
        if (!SealedStream.IsOf(rootKey, header))
            throw new BackupRefusedException(BackupRefusal.OtherRootKey);
        _cipher = SealedStream.Cipher(rootKey, header);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="BackupRefusedException">A byte was changed, or the end is missing.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length == 0)
            return 0;
        while (_read == _length && !_atEnd)
            Open();
        var given = Math.Min(buffer.Length, _length - _read);
        _plain.AsSpan(_read, given).CopyTo(buffer);
        _read += given;
        return given;
    }

    public override void Flush() { }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Open()
    {
        var had = _aheadLength;
        var length = had + _from.ReadAtLeast(_ahead.AsSpan(had), _ahead.Length - had, throwOnEndOfStream: false);
        _atEnd = length < _ahead.Length;
        var chunk = _atEnd ? length : length - 1;
        if (chunk < SealedStream.TagLength)
            throw new BackupRefusedException(BackupRefusal.Damaged);
        _length = chunk - SealedStream.TagLength;
        try
        {
            _cipher.Decrypt(
                SealedStream.Nonce(_chunk, _atEnd),
                _ahead.AsSpan(0, _length),
                _ahead.AsSpan(_length, SealedStream.TagLength),
                _plain.AsSpan(0, _length)
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            (_length, _read) = (0, 0);
            throw new BackupRefusedException(BackupRefusal.Damaged);
        }
        (_read, _chunk) = (0, _chunk + 1);
        _ahead[0] = _ahead[^1];
        _aheadLength = _atEnd ? 0 : 1;
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
