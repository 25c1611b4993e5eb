using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Reviews;

namespace Vault.TestKit;

/// <summary>Reviews of the log, for tests about something else: of yesterday, with an entry as if it were of yesterday.</summary>
public static class ReviewKit
{
    private static int _serial;

    /// <summary>An open review with one entry that somebody answers for.</summary>
    public static async Task<Review> NewReview(this TestVault vault, Person reviewer, Person answers, AccountId account)
    {
        var day = OrganisationTime.DayOf(vault.Clock.Now).AddDays(-1);
        var serial = Interlocked.Increment(ref _serial);
        Review review = null!;
        await vault.Write(scope =>
        {
            var id = SecretVersionId.New();
            var line = new AccessLine(1, scope.Now.AddDays(-1), answers.Id, new SecretCopied(account, id, default, 1));
            review = Review.Of(day.Year, serial, new(day, day), scope.FirstSequence, reviewer.Id, scope.Now);
            scope.Db.Add(review);
            scope.Append(new ReviewOpened(review.Id, null, day, day, 1, 1));
            scope.AttestByLastLine();
            scope.Db.Add(ReviewEntry.Of(review.Id, new(line, answers.Id, [ReviewFlag.OutsideHours])));
            scope.Append(new ReviewEntriesListed(review.Id, 1));
        });
        return review;
    }

    /// <summary>Of its one entry.</summary>
    public static long Entry => 1;

    /// <summary>What the reviewer says of its entry.</summary>
    public static async Task Judge(
        this TestVault vault,
        Review review,
        Actor reviewer,
        ReviewDisposition disposition = ReviewDisposition.Normal
    )
    {
        if (!Reason.TryParse("请说明当晚使用的缘由", out var remark, out _))
            throw new InvalidOperationException("No remark.");
        var dispose = vault.Get<DisposeOfEntries>();
        if (await dispose.Run(reviewer, review.Id, [Entry], disposition, remark) is not ReviewOutcome.Done)
            throw new InvalidOperationException("The entry was not judged.");
    }

    /// <summary>What was asked about its entry.</summary>
    public static ExplanationId Asked(this TestVault vault, Review review)
    {
        using var db = vault.Read();
        return db.Set<Explanation>().Single(e => e.Review == review.Id).Id;
    }
}
