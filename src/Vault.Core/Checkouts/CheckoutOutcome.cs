using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>What came of a step.</summary>
public abstract record CheckoutOutcome
{
    private CheckoutOutcome() { }

    public sealed record Done(Checkout Checkout) : CheckoutOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    /// <param name="Held">Whose checkout stands in the way, where it is that.</param>
    public sealed record Refused(CheckoutRefusal Why, Checkout? Held = null) : CheckoutOutcome;

    /// <summary>No such thing, or one this person has nothing to do with: the two look alike. Logged as refused.</summary>
    public sealed record NotFound : CheckoutOutcome;
}

/// <summary>What all steps have in common: the checkout they are about, and the line of a refusal.</summary>
internal static class CheckoutSteps
{
    /// <summary>Takes a step about a checkout there is.</summary>
    public static CheckoutOutcome On(
        WriteScope scope,
        CheckoutId id,
        CheckoutStep step,
        Func<CheckoutFacts, Checkout, CheckoutOutcome> take
    )
    {
        var row = scope.Db.Set<Checkout>().Where(c => c.Id == id);
        if (scope.Db.OneOfNow(row, id.ToString()) is { } checkout)
            return take(CheckoutFacts.Read(scope.Db, checkout.Account, scope.Now)!, checkout);
        scope.Append(new AccessRefused($"{nameof(Checkout)}.{step}", null));
        return new CheckoutOutcome.NotFound();
    }

    public static CheckoutOutcome Refuse(
        WriteScope scope,
        AccountId account,
        CheckoutId? checkout,
        CheckoutStep step,
        CheckoutRefusal why,
        Checkout? held = null
    )
    {
        scope.Append(new CheckoutStepRefused(account, checkout, step, why));
        var looksAbsent =
            why
            is CheckoutRefusal.NotAppointed
                or CheckoutRefusal.NotYours
                or CheckoutRefusal.NotApprover
                or CheckoutRefusal.NotReviewer;
        return looksAbsent ? new CheckoutOutcome.NotFound() : new CheckoutOutcome.Refused(why, held);
    }
}
