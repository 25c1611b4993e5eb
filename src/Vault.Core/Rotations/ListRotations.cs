using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Calendar;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Rotations;

/// <summary>How far a change that is owed has come.</summary>
public enum ChangeState
{
    /// <summary>待改密: there is no new value yet.</summary>
    Owed,

    /// <summary>已生成待应用: there is one, and the platform does not have it.</summary>
    Generated,

    /// <summary>待登录验证</summary>
    Applied,
}

/// <summary>A secret that has to be changed, for whatever reasons.</summary>
/// <param name="Reasons">The one that is due first is the first.</param>
/// <param name="Since">When the first of them began.</param>
/// <param name="Due">The first last day.</param>
/// <param name="DaysLeft">Working days after today, up to that day and with it.</param>
/// <param name="Custodian">By name; null: nobody answers for the account.</param>
/// <param name="WaivedBy">By name: the office has let it be for all of the reasons; null: it has not.</param>
public sealed record ChangeLine(
    Account Account,
    Component Component,
    ChangeState State,
    IReadOnlyList<RotationReason> Reasons,
    DateTimeOffset Since,
    DateOnly Due,
    int DaysLeft,
    bool IsOverdue,
    string? Custodian,
    string? WaivedBy
);

/// <summary>One page of changes that are owed.</summary>
/// <param name="Overdue">How many are past their last day and not waived, whatever the page.</param>
/// <param name="Page">As shown, from 1; a page beyond the end is the last one.</param>
public sealed record ChangePage(IReadOnlyList<ChangeLine> Lines, int Total, int Overdue, int Page, int Pages);

/// <summary>Which changes are meant.</summary>
public enum RotationView
{
    /// <summary>Of every account the reader sees, those that the office has waived at the end.</summary>
    Seen,

    /// <summary>Those the reader has to see to: of accounts he is custodian of or stands in for that, without what was waived.</summary>
    Mine,
}

/// <summary>
/// 待改密 over many accounts, what was due first first; of cancelled accounts nothing is. A secret that is owed a change
/// for several reasons is one line: one change ends them all.
/// </summary>
public sealed class ListRotations(VaultDb db, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <exception cref="Audit.TamperedRowException">A row of the page is not the attested one, or was removed.</exception>
    public async Task<ChangePage> Run(Standing reader, int page, RotationView view = RotationView.Seen)
    {
        var now = clock.GetUtcNow();
        var (today, calendar) = (OrganisationTime.DayOf(now), WorkingDays.Read(db));
        var accounts = await Of(reader, view, now);
        var owed = await (view == RotationView.Mine ? RotationObligation.Pressing(db) : RotationObligation.Open(db))
            .Where(o => accounts.Contains(o.Account))
            .Select(o => new
            {
                o.Account,
                o.Component,
                o.Due,
                IsWaived = db.Set<RotationWaiver>().Any(w => w.Obligation == o.Id),
            })
            .ToListAsync();
        var keys = owed.GroupBy(o => (o.Account, o.Component))
            .Select(g =>
            {
                var first = g.OrderBy(o => o.IsWaived).ThenBy(o => o.Due).First();
                return (g.Key.Account, g.Key.Component, first.Due, first.IsWaived);
            })
            .OrderBy(k => k.IsWaived)
            .ThenBy(k => k.Due)
            .ThenBy(k => k.Account.Value)
            .ThenBy(k => k.Component)
            .ToList();
        var pages = Math.Max(1, (keys.Count + PageSize - 1) / PageSize);
        var number = Math.Clamp(page, 1, pages);
        var shown = keys.Skip((number - 1) * PageSize).Take(PageSize).ToList();
        var found = await Find([.. shown.Select(k => k.Account).Distinct()], now);
        var lines = shown
            .Select(k => found[k.Account].Line(k.Component, today, calendar))
            .OfType<ChangeLine>()
            .ToList();
        return new(lines, keys.Count, keys.Count(k => !k.IsWaived && k.Due < today), number, pages);
    }

    private async Task<IQueryable<AccountId>> Of(Standing reader, RotationView view, DateTimeOffset now)
    {
        var live = db.Set<Account>().Where(a => a.Status != AccountStatus.Cancelled);
        if (view == RotationView.Seen)
            return (await AccountAccess.Of(db, reader, now)).Narrow(live).Select(a => a.Id);
        var id = reader.Id;
        var held = await db.Set<Appointment>()
            .Where(a => a.Person == id && a.Account != null && a.Role == AppointmentRole.Custodian)
            .ToListAsync();
        var kept = held.Where(a => a.IsLive(now)).Select(a => a.Account!.Value).ToList();
        var mayUse = reader.IsActive && RegisterPolicy.Read(db).LetsReveal(reader.Person);
        return live.Where(a => mayUse && kept.Contains(a.Id)).Select(a => a.Id);
    }

    private async Task<Dictionary<AccountId, OwingAccount>> Find(List<AccountId> ids, DateTimeOffset now)
    {
        var accounts = await db.Set<Account>().Where(a => ids.Contains(a.Id)).ToListAsync();
        var held = await db.Set<Appointment>()
            .Where(a => a.Account != null && ids.Contains(a.Account.Value) && a.Role == AppointmentRole.Custodian)
            .ToListAsync();
        var custodians = held.Where(a => a.IsCustodianHimself && a.IsLive(now)).ToLookup(a => a.Account, a => a.Person);
        var waivers = await db.Set<RotationWaiver>().Where(w => ids.Contains(w.Account)).ToListAsync();
        var people = custodians.SelectMany(c => c).Concat(waivers.Select(w => w.By)).ToHashSet();
        var names = await db.Set<Person>()
            .Where(p => people.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.DisplayName);
        var found = new Dictionary<AccountId, OwingAccount>();
        foreach (var account in accounts)
        {
            var id = account.Id;
            found[id] = new(
                account,
                await db.AllOf(id.Value, db.Set<RotationObligation>().Where(o => o.Account == id)),
                (await db.AllOf(id.Value, db.Set<RotationWaiver>().Where(w => w.Account == id))).ToDictionary(
                    w => w.Obligation,
                    w => names[w.By]
                ),
                await db.AllOf(id.Value, db.Set<SecretVersion>().Where(v => v.Account == id)),
                custodians[id].Select(p => names[p]).FirstOrDefault()
            );
        }
        return found;
    }

    private sealed record OwingAccount(
        Account Account,
        IReadOnlyList<RotationObligation> Obligations,
        IReadOnlyDictionary<RotationObligationId, string> Waived,
        IReadOnlyList<SecretVersion> Versions,
        string? Custodian
    )
    {
        /// <summary>Null if it was done since the page was counted.</summary>
        public ChangeLine? Line(Component component, DateOnly today, WorkingDays calendar)
        {
            var open = Obligations
                .Where(o => o.Component == component && o.IsOpen(Versions))
                .OrderBy(o => Waived.ContainsKey(o.Id))
                .ThenBy(o => o.Due)
                .ThenBy(o => o.Since)
                .ToList();
            if (open.Count == 0)
                return null;
            var waivedBy = Waived.GetValueOrDefault(open[0].Id);
            if (waivedBy is null)
                open.RemoveAll(o => Waived.ContainsKey(o.Id));
            var pending = Versions.SingleOrDefault(v => v.Component == component && v.State == VersionState.Pending);
            var state =
                pending is null ? ChangeState.Owed
                : pending.AwaitsVerification ? ChangeState.Applied
                : ChangeState.Generated;
            var due = open[0].Due;
            return new(
                Account,
                component,
                state,
                [.. open.Select(o => o.Reason).Distinct()],
                open.Min(o => o.Since),
                due,
                calendar.Between(today, due),
                waivedBy is null && open[0].IsOverdue(today),
                Custodian,
                waivedBy
            );
        }
    }
}
