using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>
/// 归还: gives the account back, with a report of what was done where the policy asks for one, and overdue as well. What
/// the holder knows is to be changed where the policy has it so.
/// </summary>
public sealed class ReturnCheckout(VaultInstance vault)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<CheckoutOutcome> Run(Actor actor, CheckoutId id, Reason? report)
    {
        var person = actor.RequirePerson();
        return vault.Writer.Write(
            actor,
            scope =>
                CheckoutSteps.On(
                    scope,
                    id,
                    CheckoutStep.Return,
                    (facts, checkout) =>
                    {
                        if (CheckoutRules.Return(facts, checkout, person, report, scope.Now) is { } why)
                            return CheckoutSteps.Refuse(scope, checkout.Account, id, CheckoutStep.Return, why);
                        var text = report is null ? null : PrivateText.Of(report.Text);
                        AuditEvent line = checkout.IsBreakGlass
                            ? new BreakGlassReturned(checkout.Account, id)
                            : new CheckoutReturned(checkout.Account, id, text);
                        CheckoutClosing.Run(scope, facts, checkout, CheckoutEnd.Returned, line);
                        return new CheckoutOutcome.Done(checkout);
                    }
                )
        );
    }
}
