using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;

namespace Vault.Core.Checkouts;

/// <summary>Leads a reviewer from an entry that holds a reason to the checkout on which he can send it back.</summary>
public sealed class FindCheckoutOfEntry(VaultDb db)
{
    /// <returns>Null where the entry holds no reason for having an account, or the account was not had by checkout.</returns>
    public async Task<CheckoutId?> Run(LogEntry entry) =>
        entry.Event switch
        {
            CheckoutAsked asked => asked.Checkout,
            CheckoutExtensionAsked asked => asked.Checkout,
            BreakGlassOpened opened => opened.Checkout,
            ReasonSentBack sent => sent.Checkout,
            ReasonGivenAnew given => given.Checkout,
            SecretRevealed shown => await UsedUnder(shown.Account, entry),
            CodeIssued issued => await UsedUnder(issued.Account, entry),
            _ => null,
        };

    private async Task<CheckoutId?> UsedUnder(AccountId account, LogEntry entry)
    {
        var (person, at) = (entry.Actor, entry.At);
        var had = await db.Set<Checkout>()
            .Where(c => c.Account == account && c.Requester == person && c.OpenedAt <= at)
            .Where(c => c.EndedAt == null || c.EndedAt >= at)
            .OrderByDescending(c => c.OpenedAt)
            .Select(c => new { c.Id })
            .FirstOrDefaultAsync();
        return had?.Id;
    }
}
