using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Calendar;
using Vault.Core.People;

namespace Vault.Core.Filings;

/// <summary>A filing in a list.</summary>
/// <param name="DaysLeft">Working days to the deadline; negative for those since; of a filed one 0.</param>
/// <param name="IsOverdue">The deadline has passed, be it by a free day.</param>
public sealed record FilingLine(
    Filing Filing,
    Account Account,
    IReadOnlyList<FilingChange> Changes,
    int DaysLeft,
    bool IsOverdue
);

/// <summary>The filings of the accounts a reader sees.</summary>
public sealed class ListFilings(VaultDb db, TimeProvider clock)
{
    /// <summary>So many of those that were filed.</summary>
    public const int FiledShown = 50;

    /// <returns>Those that are not filed, the earliest deadline first: what is overdue stands on top.</returns>
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one.</exception>
    public async Task<IReadOnlyList<FilingLine>> Open(Standing reader) =>
        await Lines(
            await Seen(
                reader,
                db.Set<Filing>()
                    .Where(f => f.AcceptedAt == null)
                    .OrderBy(f => f.Deadline)
                    .ThenBy(f => f.Year)
                    .ThenBy(f => f.Serial)
            )
        );

    /// <returns>Those that were filed last, the newest first.</returns>
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one.</exception>
    public async Task<IReadOnlyList<FilingLine>> Filed(Standing reader) =>
        await Lines(
            await Seen(
                reader,
                db.Set<Filing>().Where(f => f.AcceptedAt != null).OrderByDescending(f => f.AcceptedAt),
                FiledShown
            )
        );

    private async Task<List<(Filing, Account)>> Seen(Standing reader, IQueryable<Filing> filings, int? most = null)
    {
        var access = await AccountAccess.Of(db, reader, clock.GetUtcNow());
        var accounts = access.Narrow(db.Set<Account>()).Select(a => a.Id);
        var seen = filings.Where(f => accounts.Contains(f.Account));
        var rows = await (most is { } count ? seen.Take(count) : seen).ToListAsync();
        var ids = rows.Select(f => f.Account).ToHashSet();
        var byId = await db.Set<Account>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id);
        return [.. rows.Select(f => (f, byId[f.Account]))];
    }

    private async Task<IReadOnlyList<FilingLine>> Lines(List<(Filing Filing, Account Account)> rows)
    {
        var ids = rows.Select(r => r.Filing.Id).ToHashSet();
        var changes = (await db.Set<FiledChange>().Where(c => ids.Contains(c.Filing)).ToListAsync()).ToLookup(
            c => c.Filing,
            c => c.Change
        );
        var (calendar, today) = (WorkingDays.Read(db), OrganisationTime.DayOf(clock.GetUtcNow()));
        return
        [
            .. rows.Select(r => new FilingLine(
                r.Filing,
                r.Account,
                [.. changes[r.Filing.Id].Order()],
                r.Filing.IsFiled ? 0 : calendar.Between(today, r.Filing.Deadline),
                r.Filing.IsOverdue(today)
            )),
        ];
    }
}
