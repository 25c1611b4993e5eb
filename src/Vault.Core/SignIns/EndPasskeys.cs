using Vault.Core.Audit;

namespace Vault.Core.SignIns;

/// <summary>Ends a person's passkeys with his sign-in, as part of the command that resets or disables it.</summary>
internal static class EndPasskeys
{
    public static void Of(WriteScope scope, PersonId person)
    {
        var live = SignInRows.PasskeysOf(scope.Db, person).Where(p => p.IsLive).ToList();
        if (live.Count == 0)
            return;
        live.ForEach(p => p.End(scope.Now));
        scope.Append(new PasskeysEnded(person, live.Count));
    }
}
