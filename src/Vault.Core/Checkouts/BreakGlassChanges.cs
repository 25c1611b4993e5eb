using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Rotations;

namespace Vault.Core.Checkouts;

/// <summary>
/// What is seen in an emergency has to be changed. It is owed from the moment it is shown, not from the end: neither
/// forgetting to return it nor anything that happens in between leaves a value as it was.
/// </summary>
internal static class BreakGlassChanges
{
    /// <summary>Owes a change of the version and of every other in use that has its value, on whatever account.</summary>
    public static void Owe(WriteScope scope, SecretVersion shown)
    {
        var same = scope.Equal.Of(scope.Db, [shown.Id])[shown.Id];
        var versions = scope.Db.SomeOfNow(
            scope.Db.Set<SecretVersion>().Where(v => same.Contains(v.Id)),
            same.Select(v => v.ToString())
        );
        // A pending value may be on the platform, and will be the one in use.
        foreach (var version in versions.Where(v => v.IsLive))
        {
            if (version.Component.IsRotatable() && !IsOwed(scope.Db, version))
                RotationObligation.Owe(
                    scope,
                    version.Account,
                    version.Component,
                    version.Version,
                    RotationReason.BreakGlass
                );
        }
    }

    private static bool IsOwed(VaultDb db, SecretVersion version)
    {
        var account = version.Account;
        return db.AllOfNow(account.Value, db.Set<RotationObligation>().Where(o => o.Account == account))
            .Exists(o =>
                o.Component == version.Component
                && o.Version == version.Version
                && o.Reason == RotationReason.BreakGlass
            );
    }
}
