using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>补充事由: the requester gives a better reason for what was sent back. The first one stays beside it.</summary>
public sealed class GiveReasonAnew(VaultInstance vault)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<CheckoutOutcome> Run(Actor actor, CheckoutId id, Reason reason)
    {
        var person = actor.RequirePerson();
        return vault.Writer.Write(
            actor,
            scope =>
                CheckoutSteps.On(
                    scope,
                    id,
                    CheckoutStep.GiveReason,
                    (_, checkout) =>
                    {
                        var queries = ReasonQuery.Of(scope.Db, id);
                        if (CheckoutRules.GiveReason(checkout, queries, person) is { } refusal)
                            return CheckoutSteps.Refuse(scope, checkout.Account, id, CheckoutStep.GiveReason, refusal);
                        queries[^1].Answer(scope.Now);
                        scope.Append(new ReasonGivenAnew(checkout.Account, id, PrivateText.Of(reason.Text)));
                        return new CheckoutOutcome.Done(checkout);
                    }
                )
        );
    }
}
