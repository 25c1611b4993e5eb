namespace Vault.Core.Custody;

/// <summary>The hash under a time-based one-time code (RFC 6238 §1.2). The numbers are stored: never renumber.</summary>
public enum TotpAlgorithm
{
    Sha1 = 0,
    Sha256 = 1,
    Sha512 = 2,
}

/// <summary>
/// How codes are computed from a seed: hash, 6 or 8 digits, a period of 30 or 60 seconds. Every value of this type is
/// one the vault can compute, <c>default</c> included: it is <see cref="Standard"/>, what nearly every platform uses.
/// </summary>
public readonly record struct TotpParameters
{
    // Two flags instead of two numbers: no value of the struct, however made, holds an unsupported number.
    private readonly bool _eightDigits;
    private readonly bool _fullMinute;

    private TotpParameters(TotpAlgorithm algorithm, bool eightDigits, bool fullMinute)
    {
        Algorithm = algorithm;
        _eightDigits = eightDigits;
        _fullMinute = fullMinute;
    }

    /// <summary>SHA-1, 6 digits, 30 seconds.</summary>
    public static TotpParameters Standard => default;

    /// <summary>All twelve parameter sets, the standard one first.</summary>
    public static IReadOnlyList<TotpParameters> All { get; } =
    [
        .. from algorithm in Enum.GetValues<TotpAlgorithm>()
        from digits in (int[])[6, 8]
        from period in (int[])[30, 60]
        select new TotpParameters(algorithm, digits == 8, period == 60),
    ];

    public TotpAlgorithm Algorithm { get; }

    /// <summary>Digits of a code: 6 or 8.</summary>
    public int Digits => _eightDigits ? 8 : 6;

    /// <summary>Seconds one code is shown: 30 or 60.</summary>
    public int PeriodSeconds => _fullMinute ? 60 : 30;

    /// <summary>False when the hash, the digits (6, 8) or the period (30, 60 s) is not supported.</summary>
    public static bool TryFrom(TotpAlgorithm algorithm, int digits, int periodSeconds, out TotpParameters parameters)
    {
        var supported = Enum.IsDefined(algorithm) && digits is (6 or 8) && periodSeconds is (30 or 60);
        parameters = supported ? new(algorithm, digits == 8, periodSeconds == 60) : default;
        return supported;
    }
}
