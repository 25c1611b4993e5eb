using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;

namespace Vault.Core.Reviews;

/// <summary>A review with what belongs to it, read whole and held against the log.</summary>
internal sealed record ReviewFacts(
    Review Review,
    IReadOnlyList<ReviewEntry> Entries,
    IReadOnlyList<Explanation> Explanations
)
{
    /// <summary>Null if there is no such review.</summary>
    /// <exception cref="TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static ReviewFacts? Read(VaultDb db, ReviewId id)
    {
        if (db.OneOfNow(db.Set<Review>().Where(r => r.Id == id), id.ToString()) is not { } review)
            return null;
        var entries = db.AllOfNow(id.Value, db.Set<ReviewEntry>().Where(e => e.Review == id));
        var explanations = db.AllOfNow(id.Value, db.Set<Explanation>().Where(e => e.Review == id));
        return new(review, [.. entries.OrderBy(e => e.Entry)], explanations);
    }

    public Explanation? Asked(ReviewEntry entry) => Explanations.FirstOrDefault(e => e.Entry == entry.Entry);

    /// <summary>What another reviewer has to judge, if this person signs.</summary>
    public IReadOnlyList<ReviewEntry> LeftBy(PersonId person) => [.. Entries.Where(e => !e.IsJudged && e.IsOf(person))];

    /// <summary>What bars a reviewer from saying this of an entry; null: nothing.</summary>
    public ReviewRefusal? MayDispose(ReviewEntry entry, ReviewDisposition disposition, PersonId by, DateOnly today) =>
        Review.IsSigned ? ReviewRefusal.SignedBefore
        : entry.IsOf(by) ? ReviewRefusal.OwnAction
        : disposition switch
        {
            ReviewDisposition.ExplanationRequested when Asked(entry) is not null => ReviewRefusal.AskedBefore,
            ReviewDisposition.ExplanationRequested when entry.Person is null => ReviewRefusal.NobodyToAsk,
            // Nobody is found in the wrong while he may still explain himself.
            ReviewDisposition.Violation when Asked(entry)?.IsAwaited(today) == true => ReviewRefusal.ExplanationAwaited,
            _ => null,
        };

    /// <summary>
    /// What bars a reviewer from signing; null: nothing. His own entries may be left to another one; what was left so is
    /// judged and signed by others altogether, so that nothing is handed on for ever.
    /// </summary>
    public ReviewRefusal? MaySign(PersonId by) =>
        Review.IsSigned ? ReviewRefusal.SignedBefore
        : Review.RestOf is not null && Entries.Any(e => e.IsOf(by)) ? ReviewRefusal.OwnAction
        : Entries.Any(e => !e.IsJudged && !e.IsOf(by)) ? ReviewRefusal.NotAllJudged
        : null;
}
