using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Vault.Core.Keys;

/// <summary>An element of the key ring that the root key did not authenticate. The vault stays sealed.</summary>
public sealed class ForeignRingElementException(string file)
    : Exception($"{file} in the key ring was not written by this vault.")
{
    public string File => file;
}

/// <summary>
/// The key ring for secrets on disk. Data Protection would accept any element dropped into its folder and seal new
/// secrets under it; here every element is a <see cref="WrappedFile"/>, and one that is not is refused, never skipped.
/// </summary>
internal sealed class AuthenticatedRing(string folder, RootKey rootKey) : IXmlRepository
{
    private const string Ending = ".ring";

    private readonly byte[] _key = rootKey.Derive("secrets-ring/1");

    private static ReadOnlySpan<byte> Magic => "VKR1"u8;

    /// <exception cref="ForeignRingElementException">Something in the folder does not authenticate.</exception>
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal).Select(Read)];

    public void StoreElement(XElement element, string friendlyName)
    {
        var plain = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        WrappedFile.Write(Path.Combine(folder, friendlyName + Ending), Magic, _key, plain);
        CryptographicOperations.ZeroMemory(plain);
    }

    private XElement Read(string path)
    {
        var isElement = path.EndsWith(Ending, StringComparison.Ordinal);
        if (!isElement || WrappedFile.Read(path, Magic, _key) is not { } plain)
            throw new ForeignRingElementException(Path.GetFileName(path));
        try
        {
            using var text = new MemoryStream(plain, writable: false);
            return XElement.Load(text);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }
}
