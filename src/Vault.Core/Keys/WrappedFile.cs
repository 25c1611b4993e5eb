using System.Security.Cryptography;
using System.Text;
using Vault.Core.Storage;

namespace Vault.Core.Keys;

/// <summary>A small file encrypted and authenticated under a key derived from the root key, and bound to its name.</summary>
/// <remarks>Magic (4) ‖ nonce (12) ‖ AES-256-GCM ciphertext ‖ tag (16); associated data: the file name.</remarks>
internal static class WrappedFile
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <exception cref="IOException">It exists, or cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> magic, byte[] key, ReadOnlySpan<byte> plain)
    {
        var content = new byte[magic.Length + NonceLength + plain.Length + TagLength];
        magic.CopyTo(content);
        var nonce = content.AsSpan(magic.Length, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var gcm = new AesGcm(key, TagLength);
        gcm.Encrypt(
            nonce,
            plain,
            content.AsSpan(magic.Length + NonceLength, plain.Length),
            content.AsSpan(content.Length - TagLength),
            Encoding.UTF8.GetBytes(Path.GetFileName(path))
        );
        using var file = PrivateFile.Create(path);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    /// <summary>The content, to be zeroed by the caller; null if the file cannot be read or does not authenticate.</summary>
    public static byte[]? Read(string path, ReadOnlySpan<byte> magic, byte[] key)
    {
        try
        {
            var content = File.ReadAllBytes(path).AsSpan();
            var length = content.Length - magic.Length - NonceLength - TagLength;
            if (length < 0 || !content.StartsWith(magic))
                return null;
            var plain = new byte[length];
            using var gcm = new AesGcm(key, TagLength);
            gcm.Decrypt(
                content.Slice(magic.Length, NonceLength),
                content.Slice(magic.Length + NonceLength, length),
                content[^TagLength..],
                plain,
                Encoding.UTF8.GetBytes(Path.GetFileName(path))
            );
            return plain;
        }
        catch (Exception e) when (e is CryptographicException or UnauthorizedAccessException or IOException)
        {
            return null;
        }
    }
}
