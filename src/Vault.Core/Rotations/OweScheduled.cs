using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Rotations;

/// <summary>
/// Owes a change of what has been in use for as long as the schedule of its account allows. What is owed for another reason
/// already is not owed twice: one change ends both.
/// </summary>
public sealed class OweScheduled(VaultInstance vault)
{
    /// <summary>One pass, each account in a command of its own.</summary>
    /// <returns>How many changes are owed by it.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line in time; the next pass goes on from there.</exception>
    public async Task<int> Run()
    {
        var done = 0;
        foreach (var account in Candidates())
        {
            try
            {
                done += await vault.Writer.Write(Actor.System, scope => Owe(scope, account));
            }
            catch (TamperedRowException)
            {
                // It has raised its own alarm; the other accounts go on.
            }
        }
        return done;
    }

    /// <summary>Accounts that have a value old enough for their schedule and owe it no change.</summary>
    private List<AccountId> Candidates()
    {
        var now = vault.Clock.GetUtcNow();
        var soonest = now.AddDays(-RotationSchedule.FewestDays);
        using var db = vault.OpenReader();
        var open = RotationObligation.Pressing(db);
        var old = db.Set<SecretVersion>()
            .Where(v => v.State == VersionState.Current && (v.VerifiedAt ?? v.SetAt) <= soonest)
            .Where(v => db.Set<Account>().Any(a => a.Id == v.Account && a.Status != AccountStatus.Cancelled))
            .Where(v => !open.Any(o => o.Account == v.Account && o.Component == v.Component))
            .Select(v => new
            {
                v.Account,
                v.Component,
                v.SetAt,
                v.VerifiedAt,
            })
            .ToList();
        var decided = db.Set<RotationSchedule>().Select(s => new { s.Account, s.Days }).ToDictionary(s => s.Account);
        return
        [
            .. old.Where(v => RotationSchedule.Covers(v.Component))
                .Where(v => DaysOf(v.Account) is { } days && (v.VerifiedAt ?? v.SetAt).AddDays(days) <= now)
                .Select(v => v.Account)
                .Distinct(),
        ];

        int? DaysOf(AccountId account) =>
            decided.TryGetValue(account, out var schedule) ? schedule.Days : RotationSchedule.DefaultDays;
    }

    private static int Owe(WriteScope scope, AccountId account)
    {
        var (db, now) = (scope.Db, scope.Now);
        var row = db.OneOfNow(db.Set<Account>().Where(a => a.Id == account), account.ToString())!;
        if (row.Status == AccountStatus.Cancelled || RotationSchedule.DaysOf(db, account) is not { } days)
            return 0;
        var versions = db.AllOfNow(account.Value, db.Set<SecretVersion>().Where(v => v.Account == account));
        var owed = RotationObligation.Pressing(db, account, versions).Select(o => o.Component).ToHashSet();
        var due = RotationSchedule.Due(versions, days, now).Where(v => !owed.Contains(v.Component)).ToList();
        foreach (var version in due)
            RotationObligation.Owe(scope, account, version.Component, version.Version, RotationReason.Schedule);
        return due.Count;
    }
}
