using System.Security.Cryptography;

namespace Vault.Core.Evidence;

/// <summary>The public half of the key that signs checkpoints, as a PEM file.</summary>
public static class PublicKeyFile
{
    private const string Label = "PUBLIC KEY";

    /// <summary>A P-256 key; null if the file is there and holds none. The caller disposes it.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not this user's to read.</exception>
    public static ECDsa? Read(string path)
    {
        var text = File.ReadAllText(path);
        if (!PemEncoding.TryFind(text, out var fields) || text[fields.Label] != Label)
            return null;
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(text[fields.Base64Data]), out _);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == NistP256)
                return key;
        }
        catch (CryptographicException)
        {
            // Not a key of this kind.
        }
        key.Dispose();
        return null;
    }

    private const string NistP256 = "1.2.840.10045.3.1.7";
}
