using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Vault.Core.Storage;

namespace Vault.Core.Keys;

/// <summary>An element of the key ring that the root key did not authenticate. The vault stays sealed.</summary>
public sealed class ForeignRingElementException(string file)
    : Exception($"{file} in the key ring was not written by this vault.")
{
    public string File => file;
}

/// <summary>
/// The key ring for secrets on disk. Data Protection would accept any element dropped into its folder and seal new
/// secrets under it; here every element is encrypted and authenticated under the root key and bound to its file name,
/// and one that is not is refused, never skipped.
/// </summary>
/// <remarks>File: <c>VKR1</c> ‖ nonce (12) ‖ AES-256-GCM ciphertext ‖ tag (16); associated data: the file name.</remarks>
internal sealed class AuthenticatedRing(string folder, RootKey rootKey) : IXmlRepository
{
    private const string Ending = ".ring";
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private static readonly byte[] Magic = "VKR1"u8.ToArray();

    private readonly byte[] _key = rootKey.Derive("secrets-ring/1");

    /// <exception cref="ForeignRingElementException">Something in the folder does not authenticate.</exception>
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal).Select(Read)];

    public void StoreElement(XElement element, string friendlyName)
    {
        var name = friendlyName + Ending;
        var plain = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        var content = new byte[Magic.Length + NonceLength + plain.Length + TagLength];
        Magic.CopyTo(content, 0);
        var nonce = content.AsSpan(Magic.Length, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var gcm = new AesGcm(_key, TagLength);
        gcm.Encrypt(
            nonce,
            plain,
            content.AsSpan(Magic.Length + NonceLength, plain.Length),
            content.AsSpan(content.Length - TagLength),
            Encoding.UTF8.GetBytes(name)
        );
        CryptographicOperations.ZeroMemory(plain);
        using var file = PrivateFile.Create(Path.Combine(folder, name));
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    private XElement Read(string path)
    {
        var name = Path.GetFileName(path);
        var plain = Array.Empty<byte>();
        try
        {
            var content = File.ReadAllBytes(path).AsSpan();
            if (!name.EndsWith(Ending, StringComparison.Ordinal) || !content.StartsWith(Magic))
                throw new ForeignRingElementException(name);
            plain = new byte[content.Length - Magic.Length - NonceLength - TagLength];
            using var gcm = new AesGcm(_key, TagLength);
            gcm.Decrypt(
                content.Slice(Magic.Length, NonceLength),
                content.Slice(Magic.Length + NonceLength, plain.Length),
                content[^TagLength..],
                plain,
                Encoding.UTF8.GetBytes(name)
            );
            using var text = new MemoryStream(plain, writable: false);
            return XElement.Load(text);
        }
        catch (Exception e)
            when (e is CryptographicException or OverflowException or UnauthorizedAccessException or IOException)
        {
            throw new ForeignRingElementException(name);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }
}
