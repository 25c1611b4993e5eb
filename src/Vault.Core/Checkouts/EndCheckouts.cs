using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;

namespace Vault.Core.Checkouts;

/// <summary>Ends everything a person has and has asked for, as part of the command that takes his rights away.</summary>
internal static class EndCheckouts
{
    /// <param name="accounts">Only of these; null: of all.</param>
    /// <exception cref="TamperedRowException">A row it rests on is not the attested one.</exception>
    public static void Of(WriteScope scope, PersonId person, IReadOnlySet<AccountId>? accounts = null)
    {
        // A running one that was removed past the vault ends nothing by being missed here.
        var running = scope
            .Db.Set<Checkout>()
            .Where(c => c.Requester == person && c.Ending == null)
            .OrderBy(c => c.Id)
            .AsEnumerable()
            .Where(c => accounts?.Contains(c.Account) != false)
            .ToList();
        foreach (var checkout in running.Where(c => c.StateAt(scope.Now) == CheckoutState.Open))
            CheckoutClosing.EndLapsed(scope, CheckoutFacts.Read(scope.Db, checkout.Account, scope.Now)!, checkout);
        var waiting = running.Where(c => c.StateAt(scope.Now) is CheckoutState.Requested or CheckoutState.Approved);
        foreach (var checkout in waiting.Where(c => c.Ending is null))
            CheckoutClosing.Withdraw(scope, checkout);
    }
}
