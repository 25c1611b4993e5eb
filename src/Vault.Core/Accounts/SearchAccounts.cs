using Microsoft.EntityFrameworkCore;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Accounts;

public enum AccountSort
{
    Name,
    Platform,
    Unit,
    Registered,
}

/// <summary>What a list of accounts is narrowed to. Everything is optional.</summary>
/// <param name="Text">Part of the name, the public id, the unit's name, or the name of somebody appointed now.</param>
/// <param name="Unit">A unit with all units below it.</param>
/// <param name="WithoutCustodian">Only accounts for which nobody answers now.</param>
public sealed record AccountQuery(
    string? Text = null,
    string? Platform = null,
    UnitId? Unit = null,
    bool WithoutCustodian = false,
    AccountSort Sort = AccountSort.Name,
    bool Descending = false,
    int Page = 1
);

/// <summary>One line of the list.</summary>
public sealed record AccountLine(Account Account, Unit Unit, Person? Custodian);

/// <summary>One page of the list.</summary>
/// <param name="Page">As shown, from 1; a page beyond the end is the last one.</param>
public sealed record AccountPage(IReadOnlyList<AccountLine> Lines, int Total, int Page, int Pages);

/// <summary>Lists the accounts somebody may see, narrowed, sorted and in pages.</summary>
public sealed class SearchAccounts(VaultDb db, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <exception cref="Audit.TamperedRowException">A row of the page is not the attested one.</exception>
    public async Task<AccountPage> Run(Standing who, AccountQuery query)
    {
        var now = clock.GetUtcNow();
        var units = await db.Set<Unit>().ToDictionaryAsync(u => u.Id);
        var found = Narrow(AccountAccess.VisibleTo(db, who, now), query, units, now);
        var total = await found.CountAsync();
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(query.Page, 1, pages);
        var accounts = await Sorted(found, query).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync();
        var custodians = await CustodiansOf([.. accounts.Select(a => a.Id)], now);
        var lines = accounts.Select(a => new AccountLine(a, units[a.Unit], custodians.GetValueOrDefault(a.Id)));
        return new([.. lines], total, page, pages);
    }

    private IQueryable<Account> Narrow(
        IQueryable<Account> accounts,
        AccountQuery query,
        Dictionary<UnitId, Unit> units,
        DateTimeOffset now
    )
    {
        if (LikePattern.Containing(query.Text) is { } pattern)
            accounts = Containing(accounts, pattern, now);
        if (query.Platform is { Length: > 0 } platform)
            accounts = accounts.Where(a => a.Platform == platform);
        if (query.Unit is { } unit)
        {
            var below = UnitTree.Below(units.Values, unit);
            accounts = accounts.Where(a => below.Contains(a.Unit));
        }
        if (query.WithoutCustodian)
            accounts = accounts.Where(a =>
                !db.Set<Appointment>()
                    .Any(p =>
                        p.Account == a.Id
                        && p.Role == AppointmentRole.Custodian
                        && p.From <= now
                        && (p.Until == null || now < p.Until)
                    )
            );
        return accounts;
    }

    private IQueryable<Account> Containing(IQueryable<Account> accounts, string pattern, DateTimeOffset now) =>
        accounts.Where(a =>
            EF.Functions.Like(a.Name, pattern, LikePattern.Escape)
            || (a.PublicId != null && EF.Functions.Like(a.PublicId, pattern, LikePattern.Escape))
            || db.Set<Unit>().Any(u => u.Id == a.Unit && EF.Functions.Like(u.Name, pattern, LikePattern.Escape))
            || db.Set<Appointment>()
                .Any(p =>
                    p.Account == a.Id
                    && p.From <= now
                    && (p.Until == null || now < p.Until)
                    && db.Set<Person>()
                        .Any(x => x.Id == p.Person && EF.Functions.Like(x.DisplayName, pattern, LikePattern.Escape))
                )
        );

    private IOrderedQueryable<Account> Sorted(IQueryable<Account> accounts, AccountQuery query)
    {
        var sorted = (query.Sort, query.Descending) switch
        {
            (AccountSort.Platform, false) => accounts.OrderBy(a => a.Platform),
            (AccountSort.Platform, true) => accounts.OrderByDescending(a => a.Platform),
            (AccountSort.Unit, false) => accounts.OrderBy(a => db.Set<Unit>().First(u => u.Id == a.Unit).Name),
            (AccountSort.Unit, true) => accounts.OrderByDescending(a => db.Set<Unit>().First(u => u.Id == a.Unit).Name),
            (AccountSort.Registered, false) => accounts.OrderBy(a => a.RegisteredAt),
            (AccountSort.Registered, true) => accounts.OrderByDescending(a => a.RegisteredAt),
            (_, true) => accounts.OrderByDescending(a => a.Name),
            _ => accounts.OrderBy(a => a.Name),
        };
        return sorted.ThenBy(a => a.Name).ThenBy(a => a.Id);
    }

    private async Task<Dictionary<AccountId, Person>> CustodiansOf(List<AccountId> accounts, DateTimeOffset now)
    {
        var live = await db.Set<Appointment>()
            .Where(p => accounts.Contains(p.Account) && p.Role == AppointmentRole.Custodian)
            .Where(p => p.From <= now && (p.Until == null || now < p.Until))
            .ToListAsync();
        var ids = live.Select(p => p.Person).Distinct().ToList();
        var persons = await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        return live.ToDictionary(p => p.Account, p => persons[p.Person]);
    }
}
