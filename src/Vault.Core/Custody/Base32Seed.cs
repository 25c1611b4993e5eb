using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SimpleBase;

namespace Vault.Core.Custody;

/// <summary>Base32 as people copy it from a screen: grouped, in lower case, padded or not (RFC 4648 §6).</summary>
internal static class Base32Seed
{
    /// <summary>The seed, or null and why not. Every buffer in between is zeroed.</summary>
    public static TotpSeed? Read(ReadOnlySpan<char> text, out TotpSeedRefusal refusal)
    {
        var letters = new char[text.Length];
        try
        {
            if (!TryCollect(text, letters, out var count))
                return Fail(TotpSeedRefusal.NotBase32, out refusal);
            return Decode(letters.AsSpan(0, count), out refusal);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(letters.AsSpan()));
        }
    }

    private static TotpSeed? Decode(ReadOnlySpan<char> letters, out TotpSeedRefusal refusal)
    {
        if (letters.Length % 8 is 1 or 3 or 6)
            return Fail(TotpSeedRefusal.LengthImpossible, out refusal);
        Span<byte> bytes = new byte[letters.Length * 5 / 8];
        if (bytes.Length < TotpSeed.MinBytes)
            return Fail(TotpSeedRefusal.TooShort, out refusal);
        if (bytes.Length > TotpSeed.MaxBytes)
            return Fail(TotpSeedRefusal.TooLong, out refusal);
        refusal = default;
        Base32.Rfc4648.TryDecode(letters, bytes, out _);
        var seed = TotpSeed.From(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return seed;
    }

    // Strict where the library is lenient: it maps nothing, and padding stands at the end or nowhere.
    private static bool TryCollect(ReadOnlySpan<char> text, Span<char> letters, out int count)
    {
        count = 0;
        var padded = false;
        while (!text.IsEmpty)
        {
            var character = TakeOne(ref text);
            if (character is '-' || char.IsWhiteSpace(character))
                continue;
            if (character is '=')
            {
                padded = true;
                continue;
            }
            var upper = char.ToUpperInvariant(character);
            if (padded || upper is not ((>= 'A' and <= 'Z') or (>= '2' and <= '7')) || !char.IsAscii(character))
                return false;
            letters[count++] = upper;
        }
        return true;
    }

    // Inside an address a blank is %20 or +, padding %3D; a letter may be escaped as well.
    private static char TakeOne(ref ReadOnlySpan<char> text)
    {
        var character = text[0];
        if (character == '%' && text.Length > 2 && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2]))
        {
            character = (char)Convert.FromHexString(text[1..3])[0];
            text = text[3..];
            return character;
        }
        text = text[1..];
        return character == '+' ? ' ' : character;
    }

    private static TotpSeed? Fail(TotpSeedRefusal reason, out TotpSeedRefusal refusal)
    {
        refusal = reason;
        return null;
    }
}
