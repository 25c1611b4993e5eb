using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Vault.Core.Keys;

/// <summary>
/// The 256-bit key everything hangs on, held outside database and backup. It encrypts nothing itself: each use takes a
/// key of its own derived with HKDF-SHA256 (RFC 5869), so that no two uses share one.
/// </summary>
internal sealed class RootKey
{
    public const int Length = 32;

    private readonly byte[] _key;

    private RootKey(byte[] key) => _key = key;

    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static RootKey From(ReadOnlySpan<byte> key) =>
        key.Length == Length
            ? new(key.ToArray())
            : throw new ArgumentException("A root key has 32 bytes.", nameof(key));

    public static RootKey New() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>HMAC-SHA256 under the key derived for <paramref name="purpose"/>; 32 bytes.</summary>
    public byte[] Mac(string purpose, ReadOnlySpan<byte> message)
    {
        var key = Derive(purpose);
        try
        {
            return HMACSHA256.HashData(key, message);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>32 bytes by which the key is known again on paper; nothing can be had from them.</summary>
    public byte[] Fingerprint() => Mac("root-key-fingerprint/1", []);

    /// <summary>A 256-bit key for one purpose.</summary>
    internal byte[] Derive(string purpose) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            _key,
            Length,
            info: Encoding.UTF8.GetBytes("credential-vault/" + purpose)
        );

    /// <summary>For writing the key file only: the key in Base64, 44 bytes of ASCII.</summary>
    internal void WriteBase64(Span<byte> destination) => Base64.EncodeToUtf8(_key, destination, out _, out _);
}
