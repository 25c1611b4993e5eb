using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Notices;

/// <summary>A notice with the names its sentence needs.</summary>
public sealed record NoticeLine(Notice Notice, Account? Account, Person? Other);

/// <summary>One page of somebody's notices, newest first.</summary>
/// <param name="Page">As shown, from 1; a page beyond the end is the last one.</param>
/// <param name="Open">How many of all are neither read nor settled.</param>
public sealed record NoticePage(IReadOnlyList<NoticeLine> Lines, int Total, int Page, int Pages, int Open);

/// <summary>Lists what one person was told. How many queries it takes is fixed.</summary>
public sealed class ListNotices(VaultDb db, CountNotices count)
{
    public const int PageSize = 25;

    /// <param name="all">Read and settled ones too.</param>
    /// <exception cref="Audit.TamperedRowException">An account or a person on the page is not the attested one.</exception>
    public async Task<NoticePage> Run(PersonId reader, bool all, int page)
    {
        var his = db.Set<Notice>().Where(n => n.Receiver == reader);
        var open = count.Run(reader);
        var shown = all ? his : his.Where(n => n.ReadAt == null && n.SettledAt == null);
        var total = all ? await his.CountAsync() : open;
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var number = Math.Clamp(page, 1, pages);
        var rows = await shown
            .OrderByDescending(n => n.Sequence)
            .ThenBy(n => n.Id)
            .Skip((number - 1) * PageSize)
            .Take(PageSize)
            .AsNoTracking()
            .ToListAsync();
        return new(await Lines(rows), total, number, pages, open);
    }

    private async Task<IReadOnlyList<NoticeLine>> Lines(List<Notice> rows)
    {
        var ids = rows.Select(n => n.Account).OfType<AccountId>().Distinct().ToList();
        var accounts = await db.Set<Account>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id);
        var people = rows.Select(n => n.Other).OfType<PersonId>().Distinct().ToList();
        var persons = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        return
        [
            .. rows.Select(n => new NoticeLine(
                n,
                n.Account is { } account ? accounts.GetValueOrDefault(account) : null,
                n.Other is { } other ? persons.GetValueOrDefault(other) : null
            )),
        ];
    }
}
