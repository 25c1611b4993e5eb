using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>请求归还: a colleague who may use the account asks its holder to return it. Nothing is taken from him by it.</summary>
public sealed class AskBack(VaultInstance vault)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<CheckoutOutcome> Run(Actor actor, CheckoutId id, Reason why)
    {
        var person = actor.RequirePerson();
        return vault.Writer.Write(
            actor,
            scope =>
                CheckoutSteps.On(
                    scope,
                    id,
                    CheckoutStep.AskBack,
                    (facts, checkout) =>
                    {
                        if (CheckoutRules.AskBack(facts, checkout, person, scope.Now) is { } refusal)
                            return CheckoutSteps.Refuse(scope, checkout.Account, id, CheckoutStep.AskBack, refusal);
                        checkout.AskBack(person, scope.Now);
                        var text = PrivateText.Of(why.Text);
                        scope.Append(new CheckoutAskedBack(checkout.Account, id, checkout.Requester, text));
                        return new CheckoutOutcome.Done(checkout);
                    }
                )
        );
    }
}
