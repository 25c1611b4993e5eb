using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>
/// Opens an approved checkout, if nobody else has the account meanwhile. Its first use opens it as well.
/// </summary>
public sealed class OpenCheckout(VaultInstance vault)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<CheckoutOutcome> Run(Actor actor, CheckoutId id) => vault.Writer.Write(actor, scope => Take(scope, id));

    /// <summary>The same as a part of another command.</summary>
    internal static CheckoutOutcome Take(WriteScope scope, CheckoutId id) =>
        CheckoutSteps.On(
            scope,
            id,
            CheckoutStep.Open,
            (facts, checkout) =>
            {
                var person = scope.Actor.RequirePerson();
                if (CheckoutRules.Open(facts, checkout, person, scope.Now) is { } why)
                {
                    var held = AskForCheckout.Held(why, facts, person);
                    return CheckoutSteps.Refuse(scope, checkout.Account, id, CheckoutStep.Open, why, held);
                }
                CheckoutOpening.Open(scope, facts, checkout);
                return new CheckoutOutcome.Done(checkout);
            }
        );
}
