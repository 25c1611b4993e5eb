using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Witnesses;

namespace Vault.Core.Reviews;

/// <summary>
/// Begins a review: the log is verified, and the entries of the period that have to be judged are listed. Periods may
/// overlap those of other reviews.
/// </summary>
public sealed class OpenReview(VaultDb db, VaultInstance vault, LogVerification verification)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    /// <exception cref="TamperedRowException">A row that the flags rest on is not the attested one, or was removed.</exception>
    public async Task<ReviewOutcome> Run(Actor actor, DateOnly? from, DateOnly? until)
    {
        var (person, now) = (actor.RequirePerson(), vault.Clock.GetUtcNow());
        // The verification is not for everybody to set off.
        if (!LogReading.IsReviewer(db, person, now))
            return await Refuse(actor, ReviewRefusal.NotReviewer);
        if (ReviewPeriod.Fault(from, until, ReviewCoverage.Founded(db), OrganisationTime.DayOf(now)) is { } fault)
            return new ReviewOutcome.FaultyPeriod(fault);
        var period = new ReviewPeriod(from!.Value, until!.Value);
        if (IsOpen(db, period))
            return await Refuse(actor, ReviewRefusal.OpenAlready);
        var verified = await ReviewDesk.Verify(verification, actor, period);
        if (!verified.IsSound)
            return await ReviewDesk.RefuseUnsound(vault, actor, null, ReviewStep.Open, verified);
        var pack = ReviewPack.Read(db, vault, period, verified.Size);
        return await vault.Writer.Write(actor, scope => Open(scope, period, pack, verified.Size));
    }

    private static ReviewOutcome Open(WriteScope scope, ReviewPeriod period, ReviewPack pack, long size)
    {
        var person = scope.Actor.RequirePerson();
        if (!LogReading.IsReviewer(scope.Db, person, scope.Now))
            return ReviewOutcome.Refuse(scope, null, ReviewStep.Open, ReviewRefusal.NotReviewer);
        if (IsOpen(scope.Db, period))
            return ReviewOutcome.Refuse(scope, null, ReviewStep.Open, ReviewRefusal.OpenAlready);
        var (year, serial) = ReviewDesk.Next(scope);
        var review = Review.Of(year, serial, period, size, person, scope.Now);
        scope.Db.Add(review);
        scope.Append(new ReviewOpened(review.Id, null, period.From, period.Until, size, pack.Flagged.Count));
        scope.AttestByLastLine();
        ReviewDesk.List(scope, review.Id, pack.Flagged.Select(f => ReviewEntry.Of(review.Id, f)));
        return new ReviewOutcome.Done(review.Id);
    }

    private async Task<ReviewOutcome> Refuse(Actor actor, ReviewRefusal why) =>
        await vault.Writer.Write(actor, scope => ReviewOutcome.Refuse(scope, null, ReviewStep.Open, why));

    private static bool IsOpen(VaultDb db, ReviewPeriod period) =>
        db.Set<Review>()
            .AsNoTracking()
            .Any(r => r.From == period.From && r.Until == period.Until && r.SignedAt == null && r.RestOf == null);
}
