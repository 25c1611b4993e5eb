using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>Who receives one account, and who witnesses it.</summary>
/// <param name="Successor">
/// Who takes the leaver's chief duty over. Where that is to use the account beside its custodian, or to assist, the
/// custodian receives it and this is not looked at.
/// </param>
/// <param name="IsInterim">He keeps it for the time being: no successor is known yet.</param>
public sealed record PlannedAccount(AccountId Account, PersonId? Successor, bool IsInterim, PersonId? Witness);

/// <summary>What is typed to prepare a handover.</summary>
/// <param name="Reason">Null only where the vault prepares it.</param>
/// <param name="EffectiveOn">The last day on which the leaver has these duties.</param>
/// <param name="Accounts">Those he has duties for; of a departure all of them.</param>
public sealed record HandoverPlan(
    PersonId Leaver,
    HandoverCause Cause,
    Reason? Reason,
    DateOnly EffectiveOn,
    IReadOnlyList<PlannedAccount> Accounts
)
{
    /// <summary>Working days, 1 to <see cref="Handover.MostDays"/>.</summary>
    public int Days { get; init; } = Handover.UsualDays;

    /// <inheritdoc cref="Handover.IsDeparture"/>
    public bool IsDeparture { get; init; }

    /// <inheritdoc cref="Handover.UnitSuccessor"/>
    public PersonId? UnitSuccessor { get; init; }
}

/// <summary>Which field of the plan is meant.</summary>
public enum HandoverField
{
    Leaver,
    EffectiveOn,
    Days,
    Accounts,
    Successor,
    Witness,
    UnitSuccessor,
}

/// <summary>What is wrong with it. Each has a sentence on screen.</summary>
public enum HandoverProblem
{
    /// <summary>Nothing was said.</summary>
    Missing,

    /// <summary>There is no such person or account.</summary>
    Unknown,

    /// <summary>He has no duties for this account.</summary>
    NoDuty,

    /// <summary>He leaves altogether, but this account of his is not named.</summary>
    LeftOut,

    /// <summary>Named twice.</summary>
    Twice,

    /// <summary>Another handover of his has this account already.</summary>
    InAnother,

    /// <summary>Leaver, successor and witness are three persons.</summary>
    SamePerson,

    /// <summary>He cannot sign in, so he could not do his part.</summary>
    CannotSignIn,

    /// <summary>He may not have this duty: an office role, a student, or disabled.</summary>
    Unfit,

    /// <summary>He has no rank to witness this: a leader over the account, or the office.</summary>
    NotAWitness,

    /// <summary>The account has no custodian who could receive it.</summary>
    NoCustodian,

    /// <summary>Outside the limits.</summary>
    OutOfRange,
}

/// <summary>One mistake in a plan, or one thing that stands in its way by now.</summary>
/// <param name="Account">The account it is about; null: the handover as a whole.</param>
public sealed record HandoverFault(AccountId? Account, HandoverField Field, HandoverProblem Problem);
