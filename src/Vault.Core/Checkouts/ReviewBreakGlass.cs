using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>
/// 事后复核: says what to think of a break-glass checkout once it is over. Whoever could have approved a request of this
/// person may, at once and whatever their order; he himself and whoever stands in for him never. Sees no secret by it.
/// </summary>
public sealed class ReviewBreakGlass(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Approve"/> with the checkout as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<CheckoutOutcome> Run(
        Actor actor,
        FreshProof? proof,
        CheckoutId id,
        BreakGlassVerdict verdict,
        Reason note
    ) =>
        vault.Writer.Write(
            actor,
            scope =>
                CheckoutSteps.On(
                    scope,
                    id,
                    CheckoutStep.Review,
                    (facts, checkout) => Review(scope, facts, checkout, proof, verdict, note)
                )
        );

    private static CheckoutOutcome Review(
        WriteScope scope,
        CheckoutFacts facts,
        Checkout checkout,
        FreshProof? proof,
        BreakGlassVerdict verdict,
        Reason note
    )
    {
        var (person, now) = (scope.Actor.RequirePerson(), scope.Now);
        var line = ApproverReading.Read(scope.Db, facts, checkout.Requester, checkout.AskedAt, now);
        var isReviewed = BreakGlassReview.Find(scope.Db, checkout.Id) is not null;
        var why = CheckoutRules.Review(checkout, line, isReviewed, person, now);
        if (why is null && proof?.Use(scope.Actor, ProofPurpose.Approve, checkout.Id.Value, now) != true)
            why = CheckoutRefusal.ProofNotFresh;
        if (why is { } refusal)
            return CheckoutSteps.Refuse(scope, checkout.Account, checkout.Id, CheckoutStep.Review, refusal);
        if (checkout.Ending is null)
            CheckoutOpening.EndExpired(scope, checkout);
        // In his own right where he has one, as with an approval.
        var his = line.All.Where(a => a.Person == person).ToList();
        var actingFor = his.Exists(a => a.ActingFor is null) ? null : his[0].ActingFor;
        scope.Db.Add(BreakGlassReview.Of(checkout.Id, person, actingFor, verdict, now));
        var (account, taker) = (checkout.Account, checkout.Requester);
        var text = PrivateText.Of(note.Text, taker);
        scope.Append(new BreakGlassReviewed(account, checkout.Id, taker, verdict, actingFor, text));
        return new CheckoutOutcome.Done(checkout);
    }
}
