using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Witnesses;

namespace Vault.Core.Reviews;

/// <summary>What the steps of a review have in common.</summary>
internal static class ReviewDesk
{
    /// <summary>Takes a step if he is a reviewer; else says why not, in the log too.</summary>
    public static ReviewOutcome Take(
        WriteScope scope,
        ReviewId id,
        ReviewStep step,
        Func<ReviewFacts, ReviewOutcome> take
    )
    {
        if (!LogReading.IsReviewer(scope.Db, scope.Actor.RequirePerson(), scope.Now))
            return ReviewOutcome.Refuse(scope, null, step, ReviewRefusal.NotReviewer);
        if (ReviewFacts.Read(scope.Db, id) is { } facts)
            return take(facts);
        scope.Append(new AccessRefused($"{step}Review", null));
        return new ReviewOutcome.NotFound();
    }

    /// <summary>
    /// Recomputes the whole log from its stored bytes: what is reviewed has to be what was written. One that others began
    /// before the period was over does not know all of it.
    /// </summary>
    public static async Task<Verified> Verify(LogVerification verification, Actor actor, ReviewPeriod period)
    {
        Verified verified;
        do
        {
            verified = await verification.Start(actor);
        } while (verified.IsSound && verified.At < period.Ends);
        return verified;
    }

    /// <summary>Refuses to go on over a log that is not the one that was written, and says where.</summary>
    public static async Task<ReviewOutcome> RefuseUnsound(
        VaultInstance vault,
        Actor actor,
        ReviewId? review,
        ReviewStep step,
        Verified found
    )
    {
        await vault.Writer.Write(actor, scope => ReviewOutcome.Refuse(scope, review, step, ReviewRefusal.LogUnsound));
        return new ReviewOutcome.Unsound(found.DamagedEntry);
    }

    /// <summary>The next number of the year.</summary>
    public static (int Year, int Serial) Next(WriteScope scope)
    {
        var year = OrganisationTime.DayOf(scope.Now).Year;
        var last = scope.Db.Set<Review>().Where(r => r.Year == year).Max(r => (int?)r.Serial) ?? 0;
        return (year, last + 1);
    }

    /// <summary>Puts entries on the list of a review, some at a time so that each row stands in a line of bearable length.</summary>
    public static void List(WriteScope scope, ReviewId review, IEnumerable<ReviewEntry> entries)
    {
        foreach (var some in entries.Chunk(500))
        {
            scope.Db.AddRange(some);
            scope.Append(new ReviewEntriesListed(review, some.Length));
            scope.AttestByLastLine();
        }
    }
}
