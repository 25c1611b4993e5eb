using System.Buffers.Binary;
using System.Security.Cryptography;
using Vault.Core.Keys;

namespace Vault.Core.Backups;

/// <summary>
/// What both directions of a sealed stream share. Header: magic (4) ‖ key check (16) ‖ salt (32). Then chunks of 64 KiB,
/// each AES-256-GCM with its tag (16) behind it; the last is marked in its nonce, so that a tail cut off anywhere is
/// noticed (STREAM, Hoang, Reyhanitabar, Rogaway, Vizár 2015).
/// </summary>
internal static class SealedStream
{
    public const int ChunkLength = 64 * 1024;
    public const int TagLength = 16;
    public const int HeaderLength = 4 + CheckLength + SaltLength;

    private const int CheckLength = 16;
    private const int SaltLength = 32;
    private const int NonceLength = 12;

    private static ReadOnlySpan<byte> Magic => "VBK1"u8;

    public static byte[] NewHeader(RootKey rootKey)
    {
        var header = new byte[HeaderLength];
        Magic.CopyTo(header);
        var salt = header.AsSpan(Magic.Length + CheckLength);
        RandomNumberGenerator.Fill(salt);
        Check(rootKey, salt).CopyTo(header.AsSpan(Magic.Length));
        return header;
    }

    public static bool IsHeader(ReadOnlySpan<byte> header) => header.Length == HeaderLength && header.StartsWith(Magic);

    /// <summary>Whether the stream was sealed under this root key; says nothing of what follows.</summary>
    public static bool IsOf(RootKey rootKey, ReadOnlySpan<byte> header) =>
        CryptographicOperations.FixedTimeEquals(
            header.Slice(Magic.Length, CheckLength),
            Check(rootKey, header[(Magic.Length + CheckLength)..])
        );

    /// <summary>A key of its own for each stream, so that counted nonces never meet under one key.</summary>
    public static AesGcm Cipher(RootKey rootKey, ReadOnlySpan<byte> header)
    {
        var backup = rootKey.Derive("backup/1");
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, backup, RootKey.Length, header.ToArray());
        try
        {
            return new AesGcm(key, TagLength);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(backup);
        }
    }

    public static byte[] Nonce(long chunk, bool isLast)
    {
        var nonce = new byte[NonceLength];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(NonceLength - 1 - sizeof(long)), chunk);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }

    private static byte[] Check(RootKey rootKey, ReadOnlySpan<byte> salt) =>
        rootKey.Mac("backup-check/1", salt)[..CheckLength];
}
