namespace Vault.Core.Handovers;

/// <summary>A step somebody can take about a handover.</summary>
public enum HandoverStep
{
    Prepare,
    Open,
    Cancel,
    TakeOver,
    NameSuccessor,
    NameWitness,
    AddItem,
    SubmitList,
    ApproveList,
    SendListBack,
    HandOver,
    CountIn,
    ReportDiscrepancy,
    SetAside,
    Waive,
    Sign,
}

/// <summary>Why a step is not taken. Each has a sentence on screen.</summary>
public enum HandoverRefusal
{
    /// <summary>It is another's step.</summary>
    NotYourRole,

    /// <summary>The second factor is missing, stale, used, or for something else.</summary>
    ProofNotFresh,

    /// <summary>Whoever prepared it does not open it.</summary>
    PreparedByYou,

    /// <summary>Who is to receive an account neither prepares nor opens its handover.</summary>
    OwnBenefit,

    /// <summary>What was prepared does not fit any more: people or duties have changed.</summary>
    PlanOutdated,

    /// <summary>It was opened already. Answered with 409.</summary>
    OpenedBefore,

    /// <summary>It has not been opened.</summary>
    NotOpen,

    /// <summary>It was cancelled.</summary>
    Cancelled,

    /// <summary>A list was approved: from there on it is brought to its end.</summary>
    InProgress,

    /// <summary>The list is with the witness, or approved: nothing is added any more.</summary>
    ListedBefore,

    /// <summary>The list is not complete yet.</summary>
    NotListed,

    /// <summary>The list was approved already. Answered with 409.</summary>
    ApprovedBefore,

    /// <summary>The list is not approved yet.</summary>
    NotApproved,

    /// <summary>The leaver has not handed it over yet.</summary>
    NotHanded,

    /// <summary>It was counted in, or set aside, already. Answered with 409.</summary>
    SettledBefore,

    /// <summary>A secret or something bound to a person is changed or cleared, never set aside.</summary>
    NotSetAside,

    /// <summary>There is nothing of this component that the leaver knows.</summary>
    NothingToWaive,

    /// <summary>There is no successor yet: somebody keeps the account for the time being.</summary>
    InInterim,

    /// <summary>Nobody but the present holder of the duty can be named.</summary>
    NobodyFollows,

    /// <summary>The witness there is can do his part.</summary>
    WitnessAble,

    /// <summary>Without the rank to witness it, the one who names, or one of the other two.</summary>
    NotAWitness,

    /// <summary>Lines of the list are not settled.</summary>
    ItemsOpen,

    /// <summary>Something the leaver knows has not been changed and verified.</summary>
    ChangesOpen,

    /// <summary>Something is still bound to the leaver.</summary>
    HoldingsOpen,

    /// <summary>What is to be signed is not what was read: it has changed. Answered with 409.</summary>
    DocumentChanged,

    /// <summary>Leaver, successor and witness sign in this order.</summary>
    NotYourTurn,

    /// <summary>This side has signed this document.</summary>
    SignedBefore,

    /// <summary>The account is closed.</summary>
    Closed,
}

/// <summary>What came of a step.</summary>
public abstract record HandoverOutcome
{
    private HandoverOutcome() { }

    public sealed record Done(HandoverId Id) : HandoverOutcome;

    /// <summary>Mistakes to mend; nothing was changed.</summary>
    public sealed record Faulty(IReadOnlyList<HandoverFault> Faults) : HandoverOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record Refused(HandoverRefusal Why) : HandoverOutcome;

    /// <summary>No such handover, part or item, or none of this person's business: they look alike.</summary>
    public sealed record NotFound : HandoverOutcome;
}
