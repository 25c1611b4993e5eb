using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Reviews;

/// <summary>What somebody was asked about an entry, in words.</summary>
/// <param name="Answer">Null until it is given.</param>
public sealed record AskedExplanation(Explanation Asked, string Question, string? Answer);

/// <summary>A flagged entry on screen.</summary>
/// <param name="Log">What stands in the log.</param>
/// <param name="IsOwn">The reader's own: another reviewer judges it.</param>
public sealed record FlaggedEntry(ReviewEntry Entry, LogEntry Log, string? Remark, AskedExplanation? Asked, bool IsOwn);

/// <summary>A review on screen, with one page of its entries.</summary>
/// <param name="RestOf">The review whose own reviewer's entries are judged here; null: none.</param>
/// <param name="Rest">The review in which another reviewer judges what was left of this one; null: nothing was.</param>
/// <param name="Counts">All entries of access by kind; of a signed review as they were.</param>
/// <param name="Judged">How many entries the last word was said of.</param>
/// <param name="Own">How many wait that are the reader's own.</param>
/// <param name="Page">As shown, from 1; a page beyond the end is the last one.</param>
/// <param name="Barred">What stands in the way of the reader signing it; null: nothing.</param>
/// <param name="Names">Who the log and the review mention.</param>
public sealed record ReviewFile(
    Review Review,
    Review? RestOf,
    Review? Rest,
    IReadOnlyList<KindCount> Counts,
    IReadOnlyList<FlaggedEntry> Lines,
    int Total,
    int Judged,
    int Own,
    int Page,
    int Pages,
    ReviewRefusal? Barred,
    LogNames Log,
    IReadOnlyDictionary<PersonId, Person> Names
);

/// <summary>One review for a reviewer. What he is shown of the log is a line of the log before.</summary>
public sealed class ReadReview(VaultDb db, VaultInstance vault, FieldSealer fields)
{
    public const int PageSize = 50;

    /// <returns>Null if there is no such review, or he is no reviewer.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing may be shown.</exception>
    /// <exception cref="TamperedRowException">A row of it is not the attested one, or was removed.</exception>
    public async Task<ReviewFile?> Run(Actor actor, ReviewId id, bool onlyOpen, int page)
    {
        var reader = actor.RequirePerson();
        if (ReviewFacts.Read(db, id) is not { } facts)
            return null;
        var shown = facts.Entries.Where(e => !onlyOpen || !e.IsJudged).ToList();
        var pages = Math.Max(1, (shown.Count + PageSize - 1) / PageSize);
        var number = Math.Clamp(page, 1, pages);
        var some = shown.Skip((number - 1) * PageSize).Take(PageSize).ToList();
        var read = await vault.Writer.Write(
            actor,
            scope =>
            {
                var isReviewer = LogReading.IsReviewer(scope.Db, reader, scope.Now);
                scope.Append<AuditEvent>(
                    isReviewer ? new ReviewRead(id, some.Count) : new AccessRefused("review", id.ToString())
                );
                return isReviewer;
            }
        );
        if (!read)
            return null;
        var log = await new LogReader(db, vault).These([.. some.Select(e => e.Entry)]);
        var byEntry = log.Entries.ToDictionary(e => e.Sequence);
        var review = facts.Review;
        return new(
            review,
            review.RestOf is { } former ? await Of(r => r.Id == former) : null,
            await Of(r => r.RestOf == id),
            Counts(review),
            [.. some.Select(e => Line(facts, e, byEntry[e.Entry], reader))],
            facts.Entries.Count,
            facts.Entries.Count(e => e.IsJudged),
            facts.LeftBy(reader).Count,
            number,
            pages,
            facts.MaySign(reader),
            log.Names,
            await Names(facts)
        );
    }

    private Task<Review?> Of(System.Linq.Expressions.Expression<Func<Review, bool>> which) =>
        db.Set<Review>().SingleOrDefaultAsync(which);

    private IReadOnlyList<KindCount> Counts(Review review) =>
        ReviewText.Sheet(fields, review) is { } sheet
            ? sheet.Counts
            : ReviewPack.Count(db, vault, review.Period, review.OpenedOver);

    private FlaggedEntry Line(ReviewFacts facts, ReviewEntry entry, LogEntry log, PersonId reader)
    {
        var asked = facts.Asked(entry);
        return new(
            entry,
            log,
            ReviewText.Remark(fields, entry),
            asked is null ? null : new(asked, ReviewText.Question(fields, asked), ReviewText.Answer(fields, asked)),
            entry.IsOf(reader)
        );
    }

    private async Task<IReadOnlyDictionary<PersonId, Person>> Names(ReviewFacts facts)
    {
        var ids = facts
            .Entries.SelectMany(e => new[] { e.Person, e.DisposedBy })
            .Concat([facts.Review.OpenedBy, facts.Review.SignedBy])
            .OfType<PersonId>()
            .ToHashSet();
        return await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
    }
}
