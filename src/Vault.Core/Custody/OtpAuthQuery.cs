namespace Vault.Core.Custody;

/// <summary>The parameters after the question mark of an <c>otpauth</c> address.</summary>
internal readonly ref struct OtpAuthQuery
{
    private OtpAuthQuery(ReadOnlySpan<char> secret, string issuer, TotpParameters parameters)
    {
        Secret = secret;
        Issuer = issuer;
        Parameters = parameters;
    }

    /// <summary>Points into the input, percent escapes and all: the secret is copied nowhere it could not be cleared.</summary>
    public ReadOnlySpan<char> Secret { get; }

    public string Issuer { get; }

    public TotpParameters Parameters { get; }

    public static bool TryRead(ReadOnlySpan<char> text, out OtpAuthQuery query, out TotpSeedRefusal refusal)
    {
        query = default;
        if (
            !TryFind(text, "secret", out var secret, out refusal)
            || !TryFind(text, "issuer", out var issuer, out refusal)
        )
            return false;
        if (secret.Trim().IsEmpty)
            return Fail(TotpSeedRefusal.SecretMissing, out refusal);
        if (!TryReadParameters(text, out var parameters, out refusal))
            return false;
        query = new(secret, Unescape(issuer), parameters);
        return true;
    }

    public static string Write(TotpParameters parameters, string issuer)
    {
        var issued = issuer.Length == 0 ? "" : $"&issuer={Uri.EscapeDataString(issuer)}";
        var algorithm = parameters.Algorithm switch
        {
            TotpAlgorithm.Sha256 => "SHA256",
            TotpAlgorithm.Sha512 => "SHA512",
            _ => "SHA1",
        };
        return $"{issued}&algorithm={algorithm}&digits={parameters.Digits}&period={parameters.PeriodSeconds}";
    }

    // Platforms write blanks both ways: %20 (RFC 3986) and + (HTML forms).
    public static string Unescape(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.ToString().Replace('+', ' '));

    private static bool TryReadParameters(
        ReadOnlySpan<char> text,
        out TotpParameters parameters,
        out TotpSeedRefusal refusal
    )
    {
        parameters = default;
        if (
            !TryFind(text, "algorithm", out var algorithmText, out refusal)
            || !TryFind(text, "digits", out var digitsText, out refusal)
            || !TryFind(text, "period", out var periodText, out refusal)
        )
            return false;
        if (AlgorithmFrom(algorithmText) is not { } algorithm)
            return Fail(TotpSeedRefusal.AlgorithmUnsupported, out refusal);
        if (digitsText is not ("" or "6" or "8"))
            return Fail(TotpSeedRefusal.DigitsUnsupported, out refusal);
        if (periodText is not ("" or "30" or "60"))
            return Fail(TotpSeedRefusal.PeriodUnsupported, out refusal);
        return TotpParameters.TryFrom(
            algorithm,
            digitsText is "8" ? 8 : 6,
            periodText is "60" ? 60 : 30,
            out parameters
        );
    }

    private static TotpAlgorithm? AlgorithmFrom(ReadOnlySpan<char> text)
    {
        Span<char> upper = stackalloc char[16];
        if (text.Length > upper.Length)
            return null;
        text.ToUpperInvariant(upper);
        return upper[..text.Length] switch
        {
            "" or "SHA1" or "SHA-1" or "HMACSHA1" => TotpAlgorithm.Sha1,
            "SHA256" or "SHA-256" or "HMACSHA256" => TotpAlgorithm.Sha256,
            "SHA512" or "SHA-512" or "HMACSHA512" => TotpAlgorithm.Sha512,
            _ => null,
        };
    }

    // False when the name stands there twice; an absent one is found as empty. Names are compared without case.
    private static bool TryFind(
        ReadOnlySpan<char> text,
        string name,
        out ReadOnlySpan<char> value,
        out TotpSeedRefusal refusal
    )
    {
        value = default;
        refusal = default;
        var seen = false;
        foreach (var range in text.Split('&'))
        {
            var pair = text[range];
            var equals = pair.IndexOf('=');
            if (equals < 0 || !pair[..equals].Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (seen)
                return Fail(TotpSeedRefusal.ParameterRepeated, out refusal);
            seen = true;
            value = pair[(equals + 1)..];
        }
        return true;
    }

    private static bool Fail(TotpSeedRefusal reason, out TotpSeedRefusal refusal)
    {
        refusal = reason;
        return false;
    }
}
