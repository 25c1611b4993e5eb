using System.Text.Json.Serialization;
using Vault.Core.Audit;

namespace Vault.Core.Reviews;

/// <summary>What a reviewer says of a flagged entry.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReviewDisposition>))]
public enum ReviewDisposition
{
    /// <summary>正常</summary>
    Normal,

    /// <summary>要求说明: whoever did it is asked; not the last word.</summary>
    ExplanationRequested,

    /// <summary>违规</summary>
    Violation,
}

/// <summary>
/// An entry of the log that a review has to judge, as it was flagged when the review was opened. Changes until the review
/// is signed.
/// </summary>
public sealed class ReviewEntry : IAttestedRow
{
    private ReviewEntry() { }

    public ReviewId Review { get; private init; }

    /// <summary>Sequence of the entry in the log.</summary>
    public long Entry { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>Name of the event's type.</summary>
    public string Kind { get; private init; } = "";

    public AccountId? Account { get; private init; }

    /// <summary>Whose line it is; null for the vault itself.</summary>
    public PersonId? Actor { get; private init; }

    /// <summary>Who answers for it; null where nobody does.</summary>
    public PersonId? Person { get; private init; }

    /// <summary>Names of <see cref="ReviewFlag"/> in their order, with commas between them.</summary>
    public string FlagNames { get; private init; } = "";

    public ReviewDisposition? Disposition { get; private set; }

    public PersonId? DisposedBy { get; private set; }

    public DateTimeOffset? DisposedAt { get; private set; }

    /// <summary>What was remarked about it, sealed.</summary>
    public byte[]? SealedRemark { get; private set; }

    public string RowId => $"{Review}/{Entry}";

    public Guid RowOwner => Review.Value;

    public IReadOnlyList<ReviewFlag> Flags => [.. FlagNames.Split(',').Select(Enum.Parse<ReviewFlag>)];

    /// <summary>The last word was said.</summary>
    public bool IsJudged => Disposition is ReviewDisposition.Normal or ReviewDisposition.Violation;

    /// <summary>Nobody says what to think of what he did himself, nor of what he answers for.</summary>
    public bool IsOf(PersonId person) => Actor == person || Person == person;

    internal static ReviewEntry Of(ReviewId review, FlaggedLine flagged) =>
        new()
        {
            Review = review,
            Entry = flagged.Line.Sequence,
            At = flagged.Line.At,
            Kind = flagged.Line.Kind,
            Account = flagged.Line.Account,
            Actor = flagged.Line.Actor,
            Person = flagged.Person,
            FlagNames = string.Join(',', flagged.Flags),
        };

    /// <summary>The same entry in another review, not judged yet.</summary>
    internal ReviewEntry For(ReviewId review) =>
        new()
        {
            Review = review,
            Entry = Entry,
            At = At,
            Kind = Kind,
            Account = Account,
            Actor = Actor,
            Person = Person,
            FlagNames = FlagNames,
        };

    internal void SetDisposition(ReviewDisposition disposition, byte[]? sealedRemark, PersonId by, DateTimeOffset at) =>
        (Disposition, SealedRemark, DisposedBy, DisposedAt) = (disposition, sealedRemark, by, at);
}
