using Vault.Core.Audit;

namespace Vault.Core.Holdings;

/// <summary>Something of an account on its platform is in somebody's hands; what exactly is told to those who open it.</summary>
/// <param name="Holder">Null: told in words, or not known.</param>
public sealed record HoldingRecorded(
    AccountId Account,
    HoldingId Holding,
    HoldingKind Kind,
    PersonId? Holder,
    DateOnly? Since,
    DateOnly? Until
) : AuditEvent, IAboutAccount;

/// <summary>A short-term operator stays longer.</summary>
public sealed record HoldingExtended(
    AccountId Account,
    HoldingId Holding,
    HoldingKind Kind,
    PersonId? Holder,
    DateOnly Until,
    PrivateText Evidence
) : AuditEvent, IAboutAccount;

/// <summary>It was seen to be gone from the platform.</summary>
/// <param name="Evidence">What was seen, and where; null where an import named another one.</param>
public sealed record HoldingEnded(
    AccountId Account,
    HoldingId Holding,
    HoldingKind Kind,
    PersonId? Holder,
    PrivateText? Evidence
) : AuditEvent, IAboutAccount;

/// <summary>Somebody was shown in clear what a holding is, and on what evidence it was recorded.</summary>
public sealed record HoldingOpened(AccountId Account, HoldingId Holding, HoldingKind Kind) : AuditEvent, IAboutAccount;

/// <summary>A step somebody can take about a holding.</summary>
public enum HoldingStep
{
    Record,
    Extend,
    End,
    Open,
}

/// <summary>Why a step is not taken. Each has a sentence on screen.</summary>
public enum HoldingRefusal
{
    /// <summary>Neither registrar nor custodian or administrator of the account.</summary>
    NotYourRole,

    /// <summary>A student is appointed, and the organisation lets students only assist.</summary>
    StudentsBarred,

    /// <summary>It has ended: somebody came first. Answered with 409.</summary>
    EndedBefore,

    /// <summary>Only a short-term operator is extended; anything else is ended and recorded anew.</summary>
    NotShortTerm,
}

/// <summary>Somebody tried a step and was refused.</summary>
public sealed record HoldingStepRefused(AccountId Account, HoldingId? Holding, HoldingStep Step, HoldingRefusal Why)
    : AuditEvent,
        IAboutAccount
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}
