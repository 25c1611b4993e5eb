using System.Security.Cryptography;

namespace Vault.Core.Custody;

/// <summary>
/// The bytes of a one-time-code seed outside its sealed form. Pinned; disposing zeroes them. It has no text form, no
/// equality and nothing a serializer would pick up.
/// </summary>
public sealed class TotpSeed : IDisposable
{
    /// <summary>Shortest seed taken over from a platform, in bytes (80 bits: the sixteen letters many still show).</summary>
    public const int MinBytes = 10;

    /// <summary>Longest seed taken over from a platform, in bytes: one block of SHA-512.</summary>
    public const int MaxBytes = 128;

    private readonly byte[] _bytes;
    private bool _disposed;

    private TotpSeed(int length) => _bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true);

    /// <summary>
    /// A new random seed as long as the hash's output, as RFC 6238 §5.1 asks: 20, 32 or 64 bytes, so never below
    /// 160 bits.
    /// </summary>
    public static TotpSeed Generate(TotpAlgorithm algorithm = TotpAlgorithm.Sha1)
    {
        var seed = new TotpSeed(
            algorithm switch
            {
                TotpAlgorithm.Sha256 => SHA256.HashSizeInBytes,
                TotpAlgorithm.Sha512 => SHA512.HashSizeInBytes,
                _ => SHA1.HashSizeInBytes,
            }
        );
        RandomNumberGenerator.Fill(seed._bytes);
        return seed;
    }

    /// <summary>A copy of bytes that came from elsewhere; null outside <see cref="MinBytes"/>..<see cref="MaxBytes"/>.</summary>
    public static TotpSeed? From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is < MinBytes or > MaxBytes)
            return null;
        var seed = new TotpSeed(bytes.Length);
        bytes.CopyTo(seed._bytes);
        return seed;
    }

    /// <exception cref="ObjectDisposedException">The seed was disposed: a code over zeros must never be computed.</exception>
    public ReadOnlySpan<byte> AsSpan()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _bytes;
    }

    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_bytes);
    }

    public override string ToString() => nameof(TotpSeed);
}
