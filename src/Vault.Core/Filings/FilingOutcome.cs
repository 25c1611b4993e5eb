namespace Vault.Core.Filings;

/// <summary>A step somebody can take about a filing.</summary>
public enum FilingStep
{
    Print,
    Reprint,
    Submit,
    OpenScan,
    Accept,
    SendBack,
}

/// <summary>Why a step is not taken. Each has a sentence on screen.</summary>
public enum FilingRefusal
{
    /// <summary>It is another's step.</summary>
    NotYourRole,

    /// <summary>The second factor is missing, stale, used, or for something else.</summary>
    ProofNotFresh,

    /// <summary>It was filed already. Answered with 409.</summary>
    FiledBefore,

    /// <summary>A scan waits for the office. Answered with 409.</summary>
    SubmittedBefore,

    /// <summary>No scan waits for the office. Answered with 409.</summary>
    NotSubmitted,

    /// <summary>No form was printed, or something has changed since: it is printed anew. Answered with 409.</summary>
    FormOutdated,

    /// <summary>Whoever sent a scan in does not accept it.</summary>
    SubmittedByYou,
}

/// <summary>What a refusal is to whoever asks.</summary>
public static class FilingRefusals
{
    /// <summary>It is not his to do, whatever becomes of the filing; otherwise things stand in the way.</summary>
    public static bool IsForbidden(this FilingRefusal why) =>
        why is FilingRefusal.NotYourRole or FilingRefusal.SubmittedByYou;
}

/// <summary>What came of a step.</summary>
public abstract record FilingOutcome
{
    private FilingOutcome() { }

    public sealed record Done(FilingId Filing) : FilingOutcome;

    /// <summary>The form as it is, or was, printed.</summary>
    public sealed record Paper(PrintedForm Form) : FilingOutcome;

    /// <summary>The file as it was sent in.</summary>
    public sealed record Scan(byte[] Bytes, ScanKind Kind, string Name) : FilingOutcome;

    /// <summary>The file is none that is kept; nothing was changed.</summary>
    public sealed record FaultyFile(ScanFault Why) : FilingOutcome;

    /// <summary>Number or day of the receipt; nothing was changed.</summary>
    public sealed record FaultyReceipt(bool Number, bool Day) : FilingOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record Refused(FilingRefusal Why) : FilingOutcome;

    public sealed record NotFound : FilingOutcome;
}
