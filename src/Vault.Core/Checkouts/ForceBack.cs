using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>强制收回: a leader of the account or the office takes it back from its holder, at once.</summary>
public sealed class ForceBack(VaultInstance vault)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<CheckoutOutcome> Run(Actor actor, CheckoutId id, Reason why) =>
        vault.Writer.Write(
            actor,
            scope =>
                CheckoutSteps.On(
                    scope,
                    id,
                    CheckoutStep.ForceBack,
                    (facts, checkout) => Take(scope, facts, checkout, why)
                )
        );

    private static CheckoutOutcome Take(WriteScope scope, CheckoutFacts facts, Checkout checkout, Reason why)
    {
        var person = scope.Actor.RequirePerson();
        // Whoever could decide about it, however long he would have to wait for his turn.
        var line = ApproverReading.Read(scope.Db, facts, checkout.Requester, checkout.AskedAt, scope.Now);
        if (CheckoutRules.ForceBack(checkout, line, person, scope.Now) is { } refusal)
            return CheckoutSteps.Refuse(scope, checkout.Account, checkout.Id, CheckoutStep.ForceBack, refusal);
        var text = PrivateText.Of(why.Text, checkout.Requester);
        var said = new CheckoutForcedBack(checkout.Account, checkout.Id, checkout.Requester, text);
        CheckoutClosing.Run(scope, facts, checkout, CheckoutEnd.ForcedBack, said);
        return new CheckoutOutcome.Done(checkout);
    }
}
