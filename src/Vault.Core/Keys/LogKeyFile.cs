using System.Security.Cryptography;

namespace Vault.Core.Keys;

/// <summary>
/// The key that signs checkpoints: ECDSA P-256, PKCS #8, wrapped under the root key in a file of its own beside the ring.
/// </summary>
internal sealed class LogKeyFile(string path, RootKey rootKey)
{
    private static ReadOnlySpan<byte> Magic => "VLK1"u8;

    public string Path => path;

    public bool Exists => File.Exists(path);

    /// <summary>Makes a new key. Never overwrites one.</summary>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    public ECDsa Create()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var plain = key.ExportPkcs8PrivateKey();
        WrappedFile.Write(path, Magic, Derived(), plain);
        CryptographicOperations.ZeroMemory(plain);
        return key;
    }

    /// <summary>Null if the file cannot be read or is not of this root key.</summary>
    public ECDsa? Read()
    {
        if (WrappedFile.Read(path, Magic, Derived()) is not { } plain)
            return null;
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(plain, out _);
        CryptographicOperations.ZeroMemory(plain);
        return key;
    }

    private byte[] Derived() => rootKey.Derive("log-signing/1");
}
