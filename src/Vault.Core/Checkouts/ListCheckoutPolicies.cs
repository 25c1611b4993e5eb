using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>How the checkouts of one account go.</summary>
public sealed record CheckoutPolicyLine(Account Account, Unit Unit, CheckoutTerms Terms);

/// <summary>One page of accounts with their policies.</summary>
/// <param name="Page">As shown, from 1; a page beyond the end is the last one.</param>
public sealed record CheckoutPolicyPage(IReadOnlyList<CheckoutPolicyLine> Lines, int Total, int Page, int Pages);

/// <summary>
/// Lists how the checkouts of accounts go, for whoever decides it: the security administrator sees names and units for
/// it, and nothing else of an account.
/// </summary>
public sealed class ListCheckoutPolicies(VaultDb db)
{
    public const int PageSize = 25;

    /// <param name="search">A part of the account's name; empty: all.</param>
    /// <returns>By name; of no one but a security administrator nothing.</returns>
    /// <exception cref="Audit.TamperedRowException">A row of the page is not the attested one.</exception>
    public async Task<CheckoutPolicyPage> Run(Standing reader, string search, int page)
    {
        if (!reader.Holds(OfficeRole.SecurityAdministrator))
            return new([], 0, 1, 1);
        var found = db.Set<Account>().Where(a => a.Name.Contains(search) && a.Status != AccountStatus.Cancelled);
        var total = await found.CountAsync();
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var number = Math.Clamp(page, 1, pages);
        var accounts = await found
            .OrderBy(a => a.Name)
            .ThenBy(a => a.Id)
            .Skip((number - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync();
        var ids = accounts.Select(a => a.Id).ToList();
        var units = await db.Set<Unit>().ToDictionaryAsync(u => u.Id);
        var decided = await db.Set<CheckoutPolicy>()
            .Where(p => ids.Contains(p.Account))
            .ToDictionaryAsync(p => p.Account);
        return new(
            [
                .. accounts.Select(a => new CheckoutPolicyLine(
                    a,
                    units[a.Unit],
                    decided.GetValueOrDefault(a.Id)?.Terms ?? new()
                )),
            ],
            total,
            number,
            pages
        );
    }
}
