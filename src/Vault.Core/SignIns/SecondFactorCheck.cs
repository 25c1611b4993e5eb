using Vault.Core.Audit;

namespace Vault.Core.SignIns;

/// <summary>
/// Judges a second factor inside the writer, where no other attempt runs: a right one is used up by the same commit. Six
/// digits are a one-time code, everything else is taken for a recovery code.
/// </summary>
public sealed class SecondFactorCheck(SignInSealer sealer, RecoveryCodes recovery)
{
    /// <summary>Which factor was wrong; null if it was right.</summary>
    internal FailedFactor? Use(WriteScope scope, PersonId person, string? code)
    {
        if (!LooksLikeTotp(code))
            return recovery.TryUse(scope, person, code) ? null : FailedFactor.RecoveryCode;
        var right =
            SignInRows.FactorOf(scope.Db, person) is { } factor
            && sealer.IsCode(factor, code, scope.Now, out var step)
            && factor.TryUse(step);
        return right ? null : FailedFactor.Totp;
    }

    private static bool LooksLikeTotp(string? code) => code is { Length: 6 } && code.All(char.IsAsciiDigit);
}
