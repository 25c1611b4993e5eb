using Microsoft.EntityFrameworkCore;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>One checkout with all that decides about it, read whole and held against the log.</summary>
internal sealed record CheckoutReading(
    Checkout Checkout,
    CheckoutFacts Facts,
    ApproverLine Line,
    IReadOnlyList<CheckoutApproval> Approvals,
    BreakGlassReview? Review,
    IReadOnlyList<ReasonQuery> Queries,
    DateTimeOffset Now
)
{
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static CheckoutReading Of(VaultDb db, Checkout checkout, DateTimeOffset now)
    {
        var (id, facts) = (checkout.Id, CheckoutFacts.Read(db, checkout.Account, now)!);
        return new(
            checkout,
            facts,
            ApproverReading.Read(db, facts, checkout.Requester, checkout.AskedAt, now),
            db.AllOfNow(id.Value, db.Set<CheckoutApproval>().Where(a => a.Checkout == id)),
            checkout.IsBreakGlass ? BreakGlassReview.Find(db, id) : null,
            ReasonQuery.Of(db, id),
            now
        );
    }

    public IReadOnlyList<Mandate> Given { get; } = [.. Approvals.Select(a => a.Mandate)];

    /// <summary>What stands in the way of a step, were somebody to take it now with all it asks for; null: nothing.</summary>
    public CheckoutRefusal? Refusal(CheckoutStep step, PersonId person) =>
        step switch
        {
            CheckoutStep.Approve => CheckoutRules.Decide(Facts, Checkout, Line, Given, person, true, Now),
            CheckoutStep.Refuse => CheckoutRules.Decide(Facts, Checkout, Line, Given, person, false, Now),
            CheckoutStep.Withdraw => CheckoutRules.Withdraw(Checkout, person, Now),
            CheckoutStep.Open => CheckoutRules.Open(Facts, Checkout, person, Now),
            CheckoutStep.Return => CheckoutRules.ReturnWithReport(Checkout, person, Now),
            CheckoutStep.Extend => CheckoutRules.ExtendAtAll(Facts, Checkout, person, Now),
            CheckoutStep.AskBack => CheckoutRules.AskBack(Facts, Checkout, person, Now),
            CheckoutStep.ForceBack => CheckoutRules.ForceBack(Checkout, Line, person, Now),
            CheckoutStep.Review => CheckoutRules.Review(Checkout, Line, Review is not null, person, Now),
            CheckoutStep.GiveReason => CheckoutRules.GiveReason(Checkout, Queries, person),
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };

    /// <summary>Whether his yes or no counts now.</summary>
    public bool MayDecide(PersonId person) => Refusal(CheckoutStep.Refuse, person) is null;

    /// <summary>Whose business it is: his who asked, theirs whose word counts, and theirs who use the account.</summary>
    public bool Concerns(PersonId person) =>
        Checkout.Requester == person || Line.Has(person) || Facts.Users.Contains(person);
}
