using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>
/// 退回事由: a reviewer finds a reason insufficient, before, during or after the checkout, and says why. Nothing else
/// changes by it: it is neither ended nor refused.
/// </summary>
public sealed class SendReasonBack(VaultInstance vault)
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
                    CheckoutStep.SendBack,
                    (facts, checkout) =>
                    {
                        var isReviewer = Standing.Read(scope.Db, person, scope.Now)?.Holds(OfficeRole.Reviewer) == true;
                        var line = ApproverReading.Read(scope.Db, facts, checkout.Requester, scope.Now, scope.Now);
                        var queries = ReasonQuery.Of(scope.Db, id);
                        if (CheckoutRules.SendBack(line, queries, person, isReviewer) is { } refusal)
                            return CheckoutSteps.Refuse(scope, checkout.Account, id, CheckoutStep.SendBack, refusal);
                        scope.Db.Add(ReasonQuery.Of(id, queries.Count + 1, person, scope.Now));
                        var text = PrivateText.Of(why.Text, checkout.Requester);
                        scope.Append(new ReasonSentBack(checkout.Account, id, checkout.Requester, text));
                        return new CheckoutOutcome.Done(checkout);
                    }
                )
        );
    }
}
