namespace Vault.Core.Audit;

/// <summary>Base 64 of RFC 4648 section 4 in the one spelling that its encoder writes.</summary>
internal static class Base64
{
    /// <summary>Null for everything else, which includes white space, missing padding and bits behind the last byte.</summary>
    public static byte[]? Read(string text)
    {
        var bytes = new byte[text.Length];
        // The framework's decoder is lenient; what it read must give the same text again.
        return
            Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text
            ? bytes[..length]
            : null;
    }
}
