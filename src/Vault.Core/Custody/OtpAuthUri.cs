using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using SimpleBase;
using Vault.Core.Text;

namespace Vault.Core.Custody;

/// <summary>
/// Reads and writes what platforms hand out as a seed: an <c>otpauth://totp/…</c> address (Key URI Format of Google
/// Authenticator) or the bare Base32 text (RFC 4648 §6) beside the QR code. Whatever is refused comes back as a
/// <see cref="TotpSeedRefusal"/>; nothing here throws on input or repeats it.
/// </summary>
public static class OtpAuthUri
{
    /// <summary>Longest input looked at, in UTF-16 units.</summary>
    public const int MaxLength = 2048;

    /// <summary>Longest issuer and account name kept, in UTF-16 units; longer ones are cut: they are captions.</summary>
    public const int MaxNameLength = 128;

    private const string Start = "otpauth://";
    private const string MigrationStart = "otpauth-migration://";

    /// <summary>
    /// Reads an address or a bare seed. Tolerated: lower case, white space and hyphens inside the Base32, missing or
    /// superfluous padding, left-over bits at its end (dropped, as authenticators do), parameters unknown to this
    /// vault. What the address leaves out, and all of a bare seed, is <see cref="TotpParameters.Standard"/>.
    /// </summary>
    public static TotpSeedReading Read(ReadOnlySpan<char> typed)
    {
        if (typed.Length > MaxLength)
            return Refuse(TotpSeedRefusal.TooLong);
        typed = typed.Trim();
        if (typed.IsEmpty)
            return Refuse(TotpSeedRefusal.Empty);
        if (typed.StartsWith(MigrationStart, StringComparison.OrdinalIgnoreCase))
            return Refuse(TotpSeedRefusal.SeveralSeeds);
        if (typed.StartsWith(Start, StringComparison.OrdinalIgnoreCase))
            return ReadAddress(typed[Start.Length..]);
        return typed.Contains(':')
            ? Refuse(TotpSeedRefusal.NotAnOtpAddress)
            : Take(typed, TotpParameters.Standard, issuer: "", account: "");
    }

    /// <summary>Reads an opened seed; null if it is none. The caller disposes the seed.</summary>
    internal static TotpSeedReading.Taken? Read(Plaintext stored)
    {
        var chars = new char[Encoding.UTF8.GetCharCount(stored.Utf8)];
        Encoding.UTF8.GetChars(stored.Utf8, chars);
        try
        {
            return Read(chars) as TotpSeedReading.Taken;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(chars.AsSpan()));
        }
    }

    /// <summary>
    /// The address in the one form the vault writes: label <c>issuer:account</c>, unpadded upper-case Base32, every
    /// parameter spelled out. It holds the seed in clear: the caller clears the array.
    /// </summary>
    public static char[] Write(ReadOnlySpan<byte> seed, TotpParameters parameters, string issuer, string account)
    {
        var secret = new char[Base32.Rfc4648.GetSafeCharCountForEncoding(seed)];
        Base32.Rfc4648.TryEncode(seed, secret, padding: false, out var secretLength);
        var issued = issuer.Length > 0;
        var label = issued ? $"{Uri.EscapeDataString(issuer)}:" : "";
        var head = $"{Start}totp/{label}{Uri.EscapeDataString(account)}?secret=";
        var tail = OtpAuthQuery.Write(parameters, issuer);
        char[] address = [.. head, .. secret.AsSpan(0, secretLength), .. tail];
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(secret.AsSpan()));
        return address;
    }

    private static TotpSeedReading ReadAddress(ReadOnlySpan<char> rest)
    {
        rest = Before(rest, '#', out _);
        var path = Before(rest, '?', out var asked);
        var kind = Before(path, '/', out var label);
        if (kind.Equals("hotp", StringComparison.OrdinalIgnoreCase))
            return Refuse(TotpSeedRefusal.CounterBased);
        if (!kind.Equals("totp", StringComparison.OrdinalIgnoreCase))
            return Refuse(TotpSeedRefusal.NotAnOtpAddress);
        if (!OtpAuthQuery.TryRead(asked, out var query, out var refusal))
            return Refuse(refusal);

        var (prefix, account) = SplitLabel(label);
        var issuer = query.Issuer.Length > 0 ? query.Issuer : prefix;
        return Take(query.Secret, query.Parameters, Caption(issuer), Caption(account));
    }

    private static TotpSeedReading Take(
        ReadOnlySpan<char> base32,
        TotpParameters parameters,
        string issuer,
        string account
    )
    {
        var seed = Base32Seed.Read(base32, out var refusal);
        return seed is null ? Refuse(refusal) : new TotpSeedReading.Taken(seed, parameters, issuer, account);
    }

    private static TotpSeedReading.Refused Refuse(TotpSeedRefusal reason) => new(reason);

    // The part before the first separator, and what follows it; all and nothing where there is none.
    private static ReadOnlySpan<char> Before(ReadOnlySpan<char> text, char separator, out ReadOnlySpan<char> after)
    {
        var at = text.IndexOf(separator);
        after = at < 0 ? [] : text[(at + 1)..];
        return at < 0 ? text : text[..at];
    }

    // issuer:account; the colon stands there plain or as %3A, and a plain one is the one that separates.
    private static (string Issuer, string Account) SplitLabel(ReadOnlySpan<char> label)
    {
        var issuer = Before(label, ':', out var account);
        if (issuer.Length < label.Length)
            return (OtpAuthQuery.Unescape(issuer), OtpAuthQuery.Unescape(account));
        var name = OtpAuthQuery.Unescape(label);
        var colon = name.IndexOf(':');
        return colon < 0 ? ("", name) : (name[..colon], name[(colon + 1)..]);
    }

    private static string Caption(string name)
    {
        var inert = InertText.Of(name.Trim());
        return inert.Length <= MaxNameLength ? inert : InertText.Of(inert[..MaxNameLength]);
    }
}
