namespace Vault.Core.Records;

/// <summary>Why nothing is printed. Each has a sentence on screen.</summary>
public enum RecordRefusal
{
    /// <summary>The second factor is missing, stale, used, or for something else.</summary>
    ProofNotFresh,

    /// <summary>Not every account of the handover is signed for by all three. Answered with 409.</summary>
    NotClosed,

    /// <summary>The checkout was never had: asked for, refused or withdrawn only. Answered with 409.</summary>
    NotHad,
}

/// <summary>A paper as it is set: what stands on it, what marks it, and who printed it first.</summary>
public sealed record PrintedPaper(PrintedRecord Record, RecordContent Content, string PrintedBy);

/// <summary>What came of printing.</summary>
public abstract record RecordOutcome
{
    private RecordOutcome() { }

    public sealed record Paper(PrintedPaper Printed) : RecordOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record Refused(RecordRefusal Why) : RecordOutcome;

    /// <summary>There is no such thing, or none for this reader: the two look alike.</summary>
    public sealed record NotFound : RecordOutcome;
}
