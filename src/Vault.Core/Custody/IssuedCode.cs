namespace Vault.Core.Custody;

/// <summary>The running one-time code of a seed in custody, and the one after it, so that nobody types an old one.</summary>
public sealed record IssuedCode(string Code, string NextCode, DateTimeOffset ChangesAt, int PeriodSeconds)
{
    /// <summary>Never the code: it stands only where a page writes it.</summary>
    public override string ToString() => "[code]";

    /// <summary>Computes from the stored form of a seed, an <c>otpauth://totp</c> address.</summary>
    internal static IssuedCode From(Plaintext seedAddress, DateTimeOffset now)
    {
        var taken = OtpAuthUri.Read(seedAddress) ?? throw new SecretNotOpenedException();
        using var seed = taken.Seed;
        var changes = Totp.NextChange(taken.Parameters, now);
        return new IssuedCode(
            Totp.Compute(seed.AsSpan(), taken.Parameters, now),
            Totp.Compute(seed.AsSpan(), taken.Parameters, changes),
            changes,
            taken.Parameters.PeriodSeconds
        );
    }
}
