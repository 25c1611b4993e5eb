using Vault.Core;
using Vault.Core.Checkouts;
using Vault.Core.People;

namespace Vault.TestKit;

/// <summary>Checkouts, for tests about something else.</summary>
public static class CheckoutKit
{
    /// <summary>Returns what somebody has checked out of an account, so that a colleague can have it.</summary>
    public static async Task GiveBack(this TestVault vault, Actor actor, AccountId account)
    {
        using var db = vault.Read();
        var open = db.Set<Checkout>()
            .Single(c => c.Account == account && c.Requester == actor.Person && c.OpenedAt != null && c.Ending == null);
        if (await vault.Get<ReturnCheckout>().Run(actor, open.Id, null) is not CheckoutOutcome.Done)
            throw new InvalidOperationException("It was not returned.");
    }

    /// <summary>For tests in which one person is shown more within an hour than anybody may decide.</summary>
    public static Task LiftUses(this TestVault vault) =>
        vault.Write(scope =>
        {
            var policy = scope.Db.Add(UsePolicy.Of(new())).Property(p => p.UsesPerHour);
            policy.CurrentValue = int.MaxValue;
            scope.Append(new UsePolicyDecided(int.MaxValue, 4, 24));
        });
}
