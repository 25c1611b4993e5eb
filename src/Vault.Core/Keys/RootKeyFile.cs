using System.Text;
using Vault.Core.Storage;

namespace Vault.Core.Keys;

/// <summary>
/// The embedded default: the root key in a file of its own, mode 0600, outside the data folder. One line,
/// <c>vault-root-key/1 BASE64</c>. Whoever loses it loses every secret: it must be copied to a safe place.
/// </summary>
public sealed class RootKeyFile(string path)
{
    private const string Marker = "vault-root-key/1 ";

    public string Path => path;

    public bool Exists => File.Exists(path);

    /// <summary>Makes a new key. Never overwrites one.</summary>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    public RootKey Create()
    {
        var key = RootKey.New();
        using var file = PrivateFile.Create(path);
        file.Write(Encoding.ASCII.GetBytes(Marker + key.ToBase64() + "\n"));
        file.Flush(flushToDisk: true);
        return key;
    }

    /// <summary>Null if the content is not a root key.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public RootKey? Read()
    {
        var line = File.ReadAllText(path).TrimEnd('\n', '\r');
        var bytes = new byte[RootKey.Length];
        return
            line.StartsWith(Marker, StringComparison.Ordinal)
            && Convert.TryFromBase64String(line[Marker.Length..], bytes, out var length)
            && length == RootKey.Length
            ? RootKey.From(bytes)
            : null;
    }
}
