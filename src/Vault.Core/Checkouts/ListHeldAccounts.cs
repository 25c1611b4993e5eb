using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>领用一览: who has what now of the accounts somebody sees, overdue first.</summary>
public sealed class ListHeldAccounts(VaultDb db, VaultInstance vault)
{
    /// <returns>By when they are due: those that are overdue come first, the longest of them at the top.</returns>
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one.</exception>
    public async Task<IReadOnlyList<CheckoutLine>> Run(Standing reader)
    {
        var now = vault.Clock.GetUtcNow();
        var access = await AccountAccess.Of(db, reader, now);
        var open = await db.Set<Checkout>().Where(c => c.OpenedAt != null && c.Ending == null).ToListAsync();
        var lines = await CheckoutLine.Of(db, [.. open.Where(c => c.StateAt(now) == CheckoutState.Open)], now);
        return
        [
            .. lines.Where(l => access.Sees(l.Account)).OrderBy(l => l.Checkout.Due).ThenBy(l => l.Checkout.Id.Value),
        ];
    }
}
