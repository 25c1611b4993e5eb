using System.Security.Cryptography;
using System.Text;
using OtpNet;
using Calculator = OtpNet.Totp;

namespace Vault.Core.Custody;

/// <summary>
/// Time-based one-time codes (RFC 6238, T0 = 0) over Otp.NET. The seed is borrowed for the one call; the copy the
/// calculation needs is pinned and zeroed before the call returns.
/// </summary>
public static class Totp
{
    /// <summary>What <see cref="Verify"/> reports as step when no step matched.</summary>
    public const long NoStep = -1;

    // One step of clock drift either way (RFC 6238 §5.2): a code therefore lives up to three periods.
    private const long Drift = 1;

    /// <summary>The code of the period <paramref name="at"/> lies in, left-padded with zeros.</summary>
    /// <exception cref="ArgumentException">The seed is empty or the time lies before 1970.</exception>
    public static string Compute(ReadOnlySpan<byte> seed, TotpParameters parameters, DateTimeOffset at)
    {
        using var key = new BorrowedSeed(seed);
        return ComputeStep(key, parameters, StepAt(parameters, at));
    }

    /// <summary>
    /// True when <paramref name="code"/> is exactly the ASCII digits of the code one step before, at or one step after
    /// <paramref name="now"/>. The caller must refuse a <paramref name="matchedStep"/> at or before the last one it
    /// accepted, in the write that stores it. Where two steps share a code the later one is reported, so that storing
    /// it uses up both. All candidates are computed and compared in constant time.
    /// </summary>
    /// <exception cref="ArgumentException">The seed is empty or the time lies before 1970.</exception>
    public static bool Verify(
        ReadOnlySpan<byte> seed,
        TotpParameters parameters,
        string? code,
        DateTimeOffset now,
        out long matchedStep
    )
    {
        matchedStep = NoStep;
        var current = StepAt(parameters, now);
        if (!IsWellFormed(code, parameters))
            return false;
        using var key = new BorrowedSeed(seed);
        var typed = Encoding.ASCII.GetBytes(code!);
        for (var step = Math.Max(0, current - Drift); step <= current + Drift; step++)
        {
            var expected = Encoding.ASCII.GetBytes(ComputeStep(key, parameters, step));
            if (CryptographicOperations.FixedTimeEquals(expected, typed))
                matchedStep = step;
        }
        return matchedStep != NoStep;
    }

    /// <summary>The number of whole periods since 1970 (the T of RFC 6238 §4.2).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time lies before 1970.</exception>
    public static long StepAt(TotpParameters parameters, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds();
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        return seconds / parameters.PeriodSeconds;
    }

    /// <summary>When the code shown at <paramref name="at"/> gives way to the next one, for a countdown; UTC.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time lies before 1970.</exception>
    public static DateTimeOffset NextChange(TotpParameters parameters, DateTimeOffset at) =>
        DateTimeOffset.FromUnixTimeSeconds((StepAt(parameters, at) + 1) * parameters.PeriodSeconds);

    // Neither spaces nor signs nor other scripts' digits: what is repaired here would be a second spelling of one code.
    private static bool IsWellFormed(string? code, TotpParameters parameters) =>
        code is not null && code.Length == parameters.Digits && code.All(char.IsAsciiDigit);

    private static string ComputeStep(BorrowedSeed key, TotpParameters parameters, long step)
    {
        var mode = parameters.Algorithm switch
        {
            TotpAlgorithm.Sha256 => OtpHashMode.Sha256,
            TotpAlgorithm.Sha512 => OtpHashMode.Sha512,
            _ => OtpHashMode.Sha1,
        };
        var calculator = new Calculator(key, parameters.PeriodSeconds, mode, parameters.Digits);
        return calculator.ComputeTotp(DateTime.UnixEpoch.AddSeconds(step * parameters.PeriodSeconds));
    }

    // Otp.NET's own key holder keeps an unpinned copy until the collector comes by; this one is gone after the call.
    private sealed class BorrowedSeed : IKeyProvider, IDisposable
    {
        private readonly byte[] _seed;

        public BorrowedSeed(ReadOnlySpan<byte> seed)
        {
            if (seed.IsEmpty)
                throw new ArgumentException("A seed has at least one byte.", nameof(seed));
            _seed = GC.AllocateUninitializedArray<byte>(seed.Length, pinned: true);
            seed.CopyTo(_seed);
        }

        // SHA-1 is what the platforms' codes are made of; HMAC does not rest on its collision resistance.
#pragma warning disable CA5350
        public byte[] ComputeHmac(OtpHashMode mode, byte[] data) =>
            mode switch
            {
                OtpHashMode.Sha256 => HMACSHA256.HashData(_seed, data),
                OtpHashMode.Sha512 => HMACSHA512.HashData(_seed, data),
                _ => HMACSHA1.HashData(_seed, data),
            };
#pragma warning restore CA5350

        public void Dispose() => CryptographicOperations.ZeroMemory(_seed);
    }
}
