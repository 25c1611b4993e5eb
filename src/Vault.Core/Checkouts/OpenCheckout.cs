using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>Opens an approved checkout, if nobody else has the account meanwhile.</summary>
public sealed class OpenCheckout(VaultInstance vault)
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
                    CheckoutStep.Open,
                    (facts, checkout) =>
                    {
                        if (CheckoutRules.Open(facts, checkout, person, scope.Now) is { } why)
                        {
                            var held = AskForCheckout.Held(why, facts, person);
                            return CheckoutSteps.Refuse(scope, checkout.Account, id, CheckoutStep.Open, why, held);
                        }
                        CheckoutOpening.Open(scope, facts, checkout);
                        return new CheckoutOutcome.Done(checkout);
                    }
                )
        );
    }
}
