using Vault.Core.Audit;

namespace Vault.Core.SignIns;

/// <summary>What became of a passkey's verified answer.</summary>
internal enum PasskeyVerdict
{
    Right,

    /// <summary>Ended, unknown, or another person's.</summary>
    NotHis,

    /// <summary>Its counter did not go on: there may be a copy of it.</summary>
    CountStands,
}

/// <summary>Judges a verified answer inside the writer, where no other answer of the same passkey is on its way.</summary>
internal static class PasskeyJudgement
{
    /// <summary>Uses the passkey and appends <see cref="PasskeyUsed"/> if it is right; changes nothing otherwise.</summary>
    public static PasskeyVerdict Use(WriteScope scope, PersonId person, PasskeyAssertion asserted)
    {
        var passkey = SignInRows.PasskeyOf(scope.Db, asserted.Passkey);
        if (passkey is not { IsLive: true } || passkey.Person != person)
            return PasskeyVerdict.NotHis;
        if (!passkey.TryUse(asserted.SignCount, asserted.IsBackedUp, scope.Now))
            return PasskeyVerdict.CountStands;
        scope.Append(new PasskeyUsed(passkey.Id, person));
        return PasskeyVerdict.Right;
    }
}
