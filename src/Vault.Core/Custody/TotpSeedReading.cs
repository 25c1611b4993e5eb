namespace Vault.Core.Custody;

/// <summary>Why a typed or scanned seed was not taken.</summary>
public enum TotpSeedRefusal
{
    /// <summary>Nothing but white space.</summary>
    Empty,

    /// <summary>Longer than <see cref="OtpAuthUri.MaxLength"/>, or the seed longer than <see cref="TotpSeed.MaxBytes"/>.</summary>
    TooLong,

    /// <summary>An address, but not <c>otpauth://totp/…</c>.</summary>
    NotAnOtpAddress,

    /// <summary><c>otpauth://hotp/…</c>: codes counted by use, which several people cannot share.</summary>
    CounterBased,

    /// <summary><c>otpauth-migration://…</c>: an export of several accounts; here one account's seed is deposited.</summary>
    SeveralSeeds,

    /// <summary>An address without <c>secret=</c>.</summary>
    SecretMissing,

    /// <summary>A character outside A–Z and 2–7 (0, 1, 8 and 9 do not occur in Base32).</summary>
    NotBase32,

    /// <summary>A number of characters no encoder produces: one is missing or superfluous.</summary>
    LengthImpossible,

    /// <summary>Shorter than <see cref="TotpSeed.MinBytes"/>.</summary>
    TooShort,

    /// <summary>An algorithm other than SHA1, SHA256, SHA512.</summary>
    AlgorithmUnsupported,

    /// <summary>Digits other than 6 and 8.</summary>
    DigitsUnsupported,

    /// <summary>A period other than 30 and 60 seconds.</summary>
    PeriodUnsupported,

    /// <summary>A parameter that matters stands there twice: which one was meant is not guessed.</summary>
    ParameterRepeated,
}

/// <summary>The outcome of reading a seed.</summary>
public abstract class TotpSeedReading
{
    private TotpSeedReading() { }

    /// <summary>
    /// A seed with its parameters. <paramref name="issuer"/> and <paramref name="account"/> are what the address says,
    /// empty when it says nothing; they are somebody else's text and are shown as such.
    /// The receiver disposes <see cref="Seed"/>.
    /// </summary>
    public sealed class Taken(TotpSeed seed, TotpParameters parameters, string issuer, string account) : TotpSeedReading
    {
        public TotpSeed Seed { get; } = seed;

        public TotpParameters Parameters { get; } = parameters;

        public string Issuer { get; } = issuer;

        public string Account { get; } = account;
    }

    /// <summary>Nothing was taken, for the reason given; it carries none of the input.</summary>
    public sealed class Refused(TotpSeedRefusal reason) : TotpSeedReading
    {
        public TotpSeedRefusal Reason { get; } = reason;
    }
}
