using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Incidents;

/// <summary>An incident in a list.</summary>
public sealed record IncidentLine(Incident Incident, Account Account, string ReportedBy);

/// <summary>One page of incidents.</summary>
/// <param name="Open">How many are open, whatever the page.</param>
/// <param name="Page">As shown, from 1; a page beyond the end is the last one.</param>
public sealed record IncidentPage(IReadOnlyList<IncidentLine> Lines, int Total, int Open, int Page, int Pages);

/// <summary>Incidents of the accounts a reader sees: the open ones first, then the last one first.</summary>
public sealed class ListIncidents(VaultDb db, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <exception cref="Audit.TamperedRowException">A row of the page is not the attested one.</exception>
    public async Task<IncidentPage> Run(Standing reader, int page)
    {
        var access = await AccountAccess.Of(db, reader, clock.GetUtcNow());
        var seen = access.Narrow(db.Set<Account>()).Select(a => a.Id);
        var all = db.Set<Incident>().Where(i => seen.Contains(i.Account));
        var (total, open) = (await all.CountAsync(), await all.CountAsync(i => i.Conclusion == null));
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var number = Math.Clamp(page, 1, pages);
        var shown = await all.OrderBy(i => i.Conclusion != null)
            .ThenByDescending(i => i.Number)
            .Skip((number - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync();
        var ids = shown.Select(i => i.Account).ToHashSet();
        var accounts = await db.Set<Account>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id);
        var people = shown.Select(i => i.ReportedBy).ToHashSet();
        var names = await db.Set<Person>()
            .Where(p => people.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.DisplayName);
        return new(
            [.. shown.Select(i => new IncidentLine(i, accounts[i.Account], names[i.ReportedBy]))],
            total,
            open,
            number,
            pages
        );
    }
}
