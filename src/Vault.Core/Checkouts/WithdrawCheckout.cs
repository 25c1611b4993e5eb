using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>撤回: takes back a request, or an approved one that was not opened.</summary>
public sealed class WithdrawCheckout(VaultInstance vault)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<CheckoutOutcome> Run(Actor actor, CheckoutId id)
    {
        var person = actor.RequirePerson();
        return vault.Writer.Write(
            actor,
            scope =>
                CheckoutSteps.On(
                    scope,
                    id,
                    CheckoutStep.Withdraw,
                    (_, checkout) =>
                    {
                        if (CheckoutRules.Withdraw(checkout, person, scope.Now) is { } why)
                            return CheckoutSteps.Refuse(scope, checkout.Account, id, CheckoutStep.Withdraw, why);
                        CheckoutClosing.Withdraw(scope, checkout);
                        return new CheckoutOutcome.Done(checkout);
                    }
                )
        );
    }
}
