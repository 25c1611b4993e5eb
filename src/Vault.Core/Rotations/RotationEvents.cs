using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Playbooks;

namespace Vault.Core.Rotations;

/// <summary>Why a sign-in is not attested. Each has a sentence on screen.</summary>
public enum VerificationRefusal
{
    /// <summary>Nobody whose word counts for this account, so that it looks as if there were nothing.</summary>
    NotYours,

    /// <summary>He set the value, or stands in for who did, or is stood in for by him.</summary>
    OwnChange,

    /// <summary>The setter has not said that the platform has it.</summary>
    NotApplied,

    /// <summary>The setter may no longer use the account: he signs in before nobody, and has to be replaced as setter.</summary>
    SetterGone,

    /// <summary>The second factor is missing, stale, used, or for something else.</summary>
    ProofNotFresh,

    /// <summary>Somebody came first: it was verified or given up. Answered with 409.</summary>
    TooLate,

    /// <summary>The account is being handed over: what is changed for it the witness sees, and nobody else.</summary>
    WitnessOnly,
}

/// <summary>A guided change began, by the playbook named.</summary>
/// <param name="Number">Of the playbook's version.</param>
public sealed record RotationBegun(AccountId Account, RotationId Rotation, PlaybookVersionId Playbook, int Number)
    : AuditEvent,
        IAboutAccount;

/// <summary>A step was done, or does not apply.</summary>
/// <param name="Number">Its place in the playbook, from 1.</param>
public sealed record RotationStepTaken(
    AccountId Account,
    RotationId Rotation,
    int Number,
    StepKind Step,
    Component? Component,
    StepResult Result,
    PrivateText? Remark
) : AuditEvent, IAboutAccount;

/// <summary>Every step was done or does not apply.</summary>
public sealed record RotationEnded(AccountId Account, RotationId Rotation) : AuditEvent, IAboutAccount;

/// <summary>Why a guided change does not begin, or a step is not taken. Each has a sentence on screen.</summary>
public enum RotationRefusal
{
    /// <summary>He may not use the account, so that it looks as if there were nothing.</summary>
    NotYours,

    /// <summary>A student is appointed, and the organisation shows students no secrets.</summary>
    StudentsBarred,

    /// <summary>One runs already. Answered with 409, like all that follow.</summary>
    RunsAlready,

    /// <summary>None runs, or another one.</summary>
    NoneRuns,

    /// <summary>It is not the next step: one before it is not settled, or it is settled already.</summary>
    NotNext,

    /// <summary>Since it began nobody has put a new value of this secret on the platform.</summary>
    NotChanged,

    /// <summary>A new value of this change has not been seen to open the account.</summary>
    NotVerified,

    /// <summary>A secret that has to be changed cannot be left out.</summary>
    StillOwed,

    /// <summary>What does not apply needs a remark that says why.</summary>
    RemarkMissing,
}

/// <summary>Somebody tried to begin a guided change or to take a step of one, and was refused.</summary>
public sealed record RotationStepRefused(AccountId Account, RotationRefusal Why) : AuditEvent, IAboutAccount
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}

/// <summary>Somebody tried to attest a sign-in and was refused.</summary>
public sealed record VerificationRefused(AccountId Account, Component Component, int Version, VerificationRefusal Why)
    : AuditEvent,
        IAboutAccount
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}
