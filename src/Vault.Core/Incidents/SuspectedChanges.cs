using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Rotations;

namespace Vault.Core.Incidents;

/// <summary>What has to be changed when an account is suspected to be used by somebody who should not.</summary>
internal static class SuspectedChanges
{
    /// <summary>
    /// Owes a change of everything that can be changed: of each component once, newer than whatever is in use or on its way
    /// to the platform. So does every value in use elsewhere that is equal to one of them.
    /// </summary>
    public static void Owe(WriteScope scope, IncidentFacts facts)
    {
        var live = facts.Versions.Where(v => v.IsLive && v.Component.IsRotatable()).ToList();
        var newest = live.GroupBy(v => v.Component).Select(g => g.MaxBy(v => v.Version)!).OrderBy(v => v.Component);
        List<SecretVersion> suspected = [.. newest, .. Elsewhere(scope, facts.Account.Id, live)];
        var owed = suspected
            .Select(v => v.Account)
            .Distinct()
            .SelectMany(a => scope.Db.AllOfNow(a.Value, scope.Db.Set<RotationObligation>().Where(o => o.Account == a)))
            .Where(o => o.Reason == RotationReason.SuspectedCompromise)
            .Select(o => (o.Account, o.Component, o.Version))
            .ToHashSet();
        foreach (var version in suspected.Where(v => !owed.Contains((v.Account, v.Component, v.Version))))
            RotationObligation.Owe(
                scope,
                version.Account,
                version.Component,
                version.Version,
                RotationReason.SuspectedCompromise
            );
    }

    private static IEnumerable<SecretVersion> Elsewhere(WriteScope scope, AccountId account, List<SecretVersion> live)
    {
        var same = scope.Equal.Of(scope.Db, live.Select(v => v.Id)).Values.SelectMany(s => s).ToHashSet();
        return scope
            .Db.SomeOfNow(scope.Db.Set<SecretVersion>().Where(v => same.Contains(v.Id)), same.Select(v => v.ToString()))
            .Where(v => v.Account != account && v.IsLive && v.Component.IsRotatable())
            .OrderBy(v => v.Id.Value);
    }
}
