using Vault.Core.Audit;

namespace Vault.Core.Reviews;

/// <summary>说明: a reviewer asks whoever answers for a flagged entry. Asked once for an entry of a review, answered once.</summary>
public sealed class Explanation : IAttestedRow
{
    /// <summary>Working days to answer.</summary>
    public const int Days = 3;

    private Explanation() { }

    public ExplanationId Id { get; private init; }

    public ReviewId Review { get; private init; }

    /// <summary>Sequence of the entry in the log.</summary>
    public long Entry { get; private init; }

    /// <summary>Who is asked.</summary>
    public PersonId Person { get; private init; }

    public PersonId AskedBy { get; private init; }

    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>The last day in time. An answer is taken until the review is signed.</summary>
    public DateOnly Deadline { get; private init; }

    /// <summary>What is asked, sealed.</summary>
    public byte[] SealedQuestion { get; private init; } = [];

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Sealed.</summary>
    public byte[]? SealedAnswer { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Review.Value;

    public bool IsAnswered => AnsweredAt is not null;

    /// <summary>He may still answer in time, so nothing is said about it yet.</summary>
    public bool IsAwaited(DateOnly today) => !IsAnswered && today <= Deadline;

    internal static Explanation Of(
        ExplanationId id,
        ReviewEntry entry,
        byte[] sealedQuestion,
        DateOnly deadline,
        PersonId by,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            Review = entry.Review,
            Entry = entry.Entry,
            Person = entry.Person!.Value,
            AskedBy = by,
            AskedAt = at,
            Deadline = deadline,
            SealedQuestion = sealedQuestion,
        };

    /// <exception cref="InvalidOperationException">It was answered before.</exception>
    internal void Answer(byte[] sealedAnswer, DateTimeOffset at)
    {
        if (IsAnswered)
            throw new InvalidOperationException("An explanation is given once.");
        (SealedAnswer, AnsweredAt) = (sealedAnswer, at);
    }
}
