using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>
/// 续借: asks to have an account for longer. It needs the same approval as the checkout did; where that is nobody's, it
/// takes effect at once.
/// </summary>
public sealed class ExtendCheckout(VaultInstance vault, FieldSealer fields)
{
    /// <param name="until">Null: for as long as the account is usually had, from now.</param>
    /// <returns>The extension, which waits for approval or has taken effect.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<CheckoutOutcome> Run(Actor actor, CheckoutId id, Reason reason, DateTimeOffset? until = null) =>
        vault.Writer.Write(
            actor,
            scope =>
                CheckoutSteps.On(
                    scope,
                    id,
                    CheckoutStep.Extend,
                    (facts, checkout) => Extend(scope, facts, checkout, reason, until)
                )
        );

    private CheckoutOutcome Extend(
        WriteScope scope,
        CheckoutFacts facts,
        Checkout checkout,
        Reason reason,
        DateTimeOffset? until
    )
    {
        var (person, now) = (scope.Actor.RequirePerson(), scope.Now);
        var end = until ?? facts.UsualEnd(now);
        var isDirect = facts.Terms.Way == CheckoutWay.Direct;
        var why = CheckoutRules.Extend(facts, checkout, person, end, now);
        if (why is null && !isDirect && !ApproverReading.Read(scope.Db, facts, person, now, now).CanApprove)
            why = CheckoutRefusal.NobodyCanApprove;
        if (why is { } refusal)
            return CheckoutSteps.Refuse(scope, checkout.Account, checkout.Id, CheckoutStep.Extend, refusal);
        var extension = Enter(scope, checkout, reason, end);
        if (isDirect)
            CheckoutExtending.TakeEffect(scope, checkout, extension);
        return new CheckoutOutcome.Done(extension);
    }

    private Checkout Enter(WriteScope scope, Checkout checkout, Reason reason, DateTimeOffset until)
    {
        var id = CheckoutId.New();
        var extension = Checkout.Of(
            id,
            checkout.Account,
            checkout.Requester,
            (scope.Now, until),
            new CheckoutRequest(reason, null).Seal(fields, id),
            scope.Now,
            purpose: null,
            checkout.Id
        );
        scope.Db.Add(extension);
        var text = PrivateText.Of(reason.Text);
        scope.Append(new CheckoutExtensionAsked(checkout.Account, id, checkout.Id, until, text));
        return extension;
    }
}

/// <summary>Lets an extension take effect once nothing more is needed.</summary>
internal static class CheckoutExtending
{
    public static void TakeEffect(WriteScope scope, Checkout checkout, Checkout extension)
    {
        checkout.Extend(extension, scope.Actor.RequirePerson(), scope.Now);
        scope.Append(
            new CheckoutExtended(checkout.Account, extension.Id, checkout.Id, checkout.Requester, checkout.Due)
        );
    }
}
