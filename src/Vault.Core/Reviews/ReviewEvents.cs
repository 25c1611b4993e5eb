using Vault.Core.Audit;

namespace Vault.Core.Reviews;

/// <summary>Somebody began to review the log of some days.</summary>
/// <param name="Until">The last of the days.</param>
/// <param name="RestOf">The signed review whose own reviewer's entries are judged in it.</param>
/// <param name="Size">Entries of the log that it looks at.</param>
/// <param name="Flagged">How many of them have to be judged.</param>
public sealed record ReviewOpened(
    ReviewId Review,
    ReviewId? RestOf,
    DateOnly From,
    DateOnly Until,
    long Size,
    int Flagged
) : AuditEvent;

/// <summary>Flagged entries were put on the list of a review; a long list takes several of these.</summary>
public sealed record ReviewEntriesListed(ReviewId Review, int Count) : AuditEvent;

/// <summary>Somebody was shown flagged entries of a review; written before he sees them.</summary>
public sealed record ReviewRead(ReviewId Review, int Entries) : AuditEvent;

/// <summary>A reviewer said what to think of an entry; an earlier word counts no more.</summary>
/// <param name="Entry">Its sequence.</param>
public sealed record ReviewEntryDisposed(
    ReviewId Review,
    long Entry,
    ReviewDisposition Disposition,
    PrivateText? Remark
) : AuditEvent;

/// <summary>Whoever answers for an entry was asked to explain it.</summary>
/// <param name="Person">Who is asked.</param>
/// <param name="Deadline">The last day in time.</param>
public sealed record ExplanationAsked(
    ReviewId Review,
    ExplanationId Explanation,
    long Entry,
    PersonId Person,
    DateOnly Deadline,
    PrivateText Question
) : AuditEvent, IAboutPerson;

public sealed record ExplanationGiven(ReviewId Review, ExplanationId Explanation, long Entry, PrivateText Answer)
    : AuditEvent;

/// <summary>A review was signed: this log, these days, this sheet.</summary>
/// <param name="Size">Entries of the log that was verified for it, without this one.</param>
/// <param name="Root">Its root hash.</param>
/// <param name="Left">How many entries are left for another reviewer.</param>
public sealed record ReviewSigned(
    ReviewId Review,
    DateOnly From,
    DateOnly Until,
    int Epoch,
    long Size,
    byte[] Root,
    byte[] SheetSha256,
    int Normal,
    int Violations,
    int Left
) : AuditEvent;

/// <summary>A signed sheet was taken out of the vault, on paper; written before anybody sees it.</summary>
public sealed record ReviewPrinted(ReviewId Review, byte[] SheetSha256) : AuditEvent;

/// <summary>A sheet was held against what the vault has on record.</summary>
public sealed record ReviewSheetCompared(ReviewId Review, bool IsSame) : AuditEvent;

/// <summary>Somebody tried a step and was refused.</summary>
public sealed record ReviewStepRefused(ReviewId? Review, ReviewStep Step, ReviewRefusal Why) : AuditEvent
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}
