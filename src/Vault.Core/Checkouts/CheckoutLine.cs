using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>A checkout with the names it needs on screen.</summary>
/// <param name="IsReasonAsked">Its reason was sent back and has not been given anew.</param>
public sealed record CheckoutLine(
    Checkout Checkout,
    Account Account,
    Person Requester,
    bool IsReasonAsked,
    DateTimeOffset Now
)
{
    public CheckoutState State => Checkout.StateAt(Now);

    public bool IsOverdue => Checkout.IsOverdue(Now);

    public bool IsExtension => Checkout.Extends is not null;

    internal static async Task<IReadOnlyList<CheckoutLine>> Of(
        VaultDb db,
        IReadOnlyList<Checkout> checkouts,
        DateTimeOffset now
    )
    {
        var people = checkouts.Select(c => c.Requester).Distinct().ToList();
        var persons = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        var ids = checkouts.Select(c => c.Account).Distinct().ToList();
        var accounts = await db.Set<Account>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id);
        var listed = checkouts.Select(c => c.Id).ToList();
        var asked = await db.Set<ReasonQuery>()
            .Where(q => listed.Contains(q.Checkout) && q.AnsweredAt == null)
            .Select(q => q.Checkout)
            .ToHashSetAsync();
        return
        [
            .. checkouts.Select(c => new CheckoutLine(
                c,
                accounts[c.Account],
                persons[c.Requester],
                asked.Contains(c.Id),
                now
            )),
        ];
    }
}
