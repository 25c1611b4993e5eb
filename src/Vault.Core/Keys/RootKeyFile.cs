using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Vault.Core.Storage;

namespace Vault.Core.Keys;

/// <summary>
/// The embedded default: the root key in a file of its own, mode 0600, outside the data folder. One line,
/// <c>vault-root-key/1 BASE64</c>. Whoever loses it loses every secret: it must be copied to a safe place.
/// </summary>
internal sealed class RootKeyFile(string path)
{
    private const int Base64Length = 44;

    private static ReadOnlySpan<byte> Marker => "vault-root-key/1 "u8;

    private static int LineLength => Marker.Length + Base64Length + 1;

    public string Path => path;

    public bool Exists => File.Exists(path);

    /// <summary>Makes a new key. Never overwrites one.</summary>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    public RootKey Create()
    {
        var key = RootKey.New();
        Span<byte> line = stackalloc byte[LineLength];
        Marker.CopyTo(line);
        key.WriteBase64(line.Slice(Marker.Length, Base64Length));
        line[^1] = (byte)'\n';
        using var file = PrivateFile.Create(path);
        file.Write(line);
        file.Flush(flushToDisk: true);
        CryptographicOperations.ZeroMemory(line);
        return key;
    }

    /// <summary>Null if the file cannot be read or its content is not a root key; the end of line may be any or none.</summary>
    /// <param name="asItIs">Without closing it to others.</param>
    public RootKey? Read(bool asItIs = false)
    {
        // One byte more than the longest that is a key, so that longer content is noticed.
        Span<byte> content = stackalloc byte[LineLength + 2];
        Span<byte> key = stackalloc byte[RootKey.Length];
        try
        {
            if (!asItIs)
                PrivateFile.Close(path);
            using var file = File.OpenRead(path);
            var line = content[..file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)]
                .TrimEnd("\r\n"u8);
            return
                line.Length == Marker.Length + Base64Length
                && line.StartsWith(Marker)
                && Base64.DecodeFromUtf8(line[Marker.Length..], key, out _, out var length) == OperationStatus.Done
                && length == RootKey.Length
                ? RootKey.From(key)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
