using Microsoft.EntityFrameworkCore;
using Vault.Core.People;

namespace Vault.Core.Reviews;

/// <summary>A review in a list.</summary>
/// <param name="Flagged">Entries on its list.</param>
/// <param name="Open">Those of them that nobody has judged.</param>
/// <param name="By">Who signed it; while it is open, who opened it.</param>
public sealed record ReviewLine(Review Review, int Flagged, int Open, Person By);

/// <summary>Where the reviews of the log stand. Tells of no entry.</summary>
/// <param name="Next">What a new review would best cover; null: everything up to yesterday was reviewed.</param>
public sealed record ReviewBoard(
    ReviewCoverage Coverage,
    IReadOnlyList<ReviewLine> Open,
    IReadOnlyList<ReviewLine> Signed,
    ReviewPeriod? Next
);

/// <summary>Which reviews are open, signed and owed, for everybody who holds an office.</summary>
public sealed class ListReviews(VaultDb db, TimeProvider clock)
{
    /// <summary>So many of those that were signed.</summary>
    public const int SignedShown = 50;

    /// <returns>Null for who holds no office.</returns>
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one, or a review was removed.</exception>
    public async Task<ReviewBoard?> Run(Standing reader)
    {
        if (!reader.IsActive || !reader.HoldsOffice)
            return null;
        var coverage = ReviewCoverage.Read(db, clock.GetUtcNow());
        var open = await db.Set<Review>().Where(r => r.SignedAt == null).OrderBy(r => r.From).ToListAsync();
        var signed = await db.Set<Review>()
            .Where(r => r.SignedAt != null)
            .OrderByDescending(r => r.SignedAt)
            .Take(SignedShown)
            .ToListAsync();
        return new(coverage, await Lines(open), await Lines(signed), Suggested(coverage));
    }

    private async Task<IReadOnlyList<ReviewLine>> Lines(List<Review> reviews)
    {
        var ids = reviews.ConvertAll(r => r.Id);
        var entries = (
            await db.Set<ReviewEntry>()
                .Where(e => ids.Contains(e.Review))
                .GroupBy(e => e.Review)
                .Select(g => new
                {
                    g.Key,
                    All = g.Count(),
                    Open = g.Count(e =>
                        e.Disposition == null || e.Disposition == ReviewDisposition.ExplanationRequested
                    ),
                })
                .ToListAsync()
        ).ToDictionary(e => e.Key, e => (e.All, e.Open));
        var persons = reviews.Select(r => r.SignedBy ?? r.OpenedBy).ToHashSet();
        var names = await db.Set<Person>().Where(p => persons.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        return
        [
            .. reviews.Select(r =>
            {
                var (all, unjudged) = entries.GetValueOrDefault(r.Id);
                return new ReviewLine(r, all, unjudged, names[r.SignedBy ?? r.OpenedBy]);
            }),
        ];
    }

    /// <summary>The earliest month that is owed; else whatever is not reviewed yet.</summary>
    private static ReviewPeriod? Suggested(ReviewCoverage coverage) =>
        coverage.Owed.Count > 0 ? new(coverage.Owed[0].First, coverage.Owed[0].Last)
        : coverage.Gaps.Count > 0 ? Latest(coverage.Gaps[^1])
        : null;

    private static ReviewPeriod Latest(ReviewPeriod gap) =>
        gap.Days <= ReviewPeriod.MaxDays ? gap : new(gap.Until.AddDays(1 - ReviewPeriod.MaxDays), gap.Until);
}
