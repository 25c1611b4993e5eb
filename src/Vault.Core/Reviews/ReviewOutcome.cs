using Vault.Core.Audit;

namespace Vault.Core.Reviews;

/// <summary>A step somebody can take about a review.</summary>
public enum ReviewStep
{
    Open,
    Dispose,

    /// <summary>要求说明</summary>
    Ask,

    /// <summary>说明</summary>
    Explain,
    Sign,
    Print,
}

/// <summary>Why a step is not taken. Each has a sentence on screen.</summary>
public enum ReviewRefusal
{
    /// <summary>The log is reviewed by who holds that office.</summary>
    NotReviewer,

    /// <summary>He did it himself, or answers for it: another reviewer judges it.</summary>
    OwnAction,

    /// <summary>The second factor is missing, stale, used, or for something else.</summary>
    ProofNotFresh,

    /// <summary>What was found, or what is asked, is not said.</summary>
    RemarkMissing,

    /// <summary>Nobody answers for it who could be asked.</summary>
    NobodyToAsk,

    /// <summary>The same period is under review. Answered with 409, like all that follow.</summary>
    OpenAlready,

    /// <summary>It was signed before.</summary>
    SignedBefore,

    /// <summary>It is not signed yet.</summary>
    NotSigned,

    /// <summary>Whoever answers for it was asked already.</summary>
    AskedBefore,

    /// <summary>He who was asked may still answer in time.</summary>
    ExplanationAwaited,

    /// <summary>He has answered before.</summary>
    AnsweredBefore,

    /// <summary>Not every entry has been judged.</summary>
    NotAllJudged,

    /// <summary>More entries of the period are flagged now than when it was opened; they were added.</summary>
    MoreFlagged,

    /// <summary>The log is not the one that was written.</summary>
    LogUnsound,
}

/// <summary>What a refusal is to whoever asks.</summary>
public static class ReviewRefusals
{
    /// <summary>It is not his to do, whatever becomes of the review; otherwise things stand in the way.</summary>
    public static bool IsForbidden(this ReviewRefusal why) =>
        why is ReviewRefusal.NotReviewer or ReviewRefusal.OwnAction or ReviewRefusal.ProofNotFresh;
}

/// <summary>What came of a step.</summary>
public abstract record ReviewOutcome
{
    private ReviewOutcome() { }

    public sealed record Done(ReviewId Review) : ReviewOutcome;

    /// <summary>The sheet as it was signed.</summary>
    public sealed record Paper(PrintedReview Sheet) : ReviewOutcome;

    /// <summary>The days cannot be reviewed; nothing was changed.</summary>
    public sealed record FaultyPeriod(PeriodFault Why) : ReviewOutcome;

    /// <summary>Nothing is reviewed over a log that is not the one that was written.</summary>
    /// <param name="Entry">The first entry that is wrong; null where no single one is.</param>
    public sealed record Unsound(long? Entry) : ReviewOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record Refused(ReviewRefusal Why) : ReviewOutcome;

    public sealed record NotFound : ReviewOutcome;

    internal static Refused Refuse(WriteScope scope, ReviewId? review, ReviewStep step, ReviewRefusal why)
    {
        scope.Append(new ReviewStepRefused(review, step, why));
        return new(why);
    }
}
