using Vault.Core.Audit;
using Vault.Core.Handovers;
using Vault.Core.People;

namespace Vault.Core.Notices;

/// <summary>What somebody is reminded of because time has passed.</summary>
public enum ReminderKind
{
    /// <summary>Somebody may decide about a checkout now who could not when it was asked for.</summary>
    CheckoutTurn,
    CheckoutOverdue,

    /// <summary>Still not returned one working day after it was due.</summary>
    CheckoutLongOverdue,
    HoldingEnding,
    HoldingExpired,
    VerificationEnding,
    VerificationExpired,

    /// <summary>Half of the time in which a break-glass checkout has to be reviewed has gone.</summary>
    BreakGlassReviewDue,
    BreakGlassReviewOverdue,

    /// <summary>A change has to be done by the next working day at the latest.</summary>
    RotationEnding,
    RotationOverdue,

    /// <summary>Still not done one working day after its last day.</summary>
    RotationLongOverdue,

    /// <summary>A filing is due by the next working day at the latest.</summary>
    FilingEnding,
    FilingOverdue,

    /// <summary>Still not sent in one working day after its last day.</summary>
    FilingLongOverdue,

    /// <summary>A handover is to be closed within two working days.</summary>
    HandoverEnding,
    HandoverOverdue,

    /// <summary>An appointment ends soon, and the vault could not prepare its handover.</summary>
    HandoverUnprepared,

    /// <summary>A month's log is to be reviewed within three working days.</summary>
    ReviewEnding,
    ReviewOverdue,
}

/// <summary>It is somebody's turn in a handover, and he was told.</summary>
/// <param name="Person">The leaver.</param>
/// <param name="Told">Whose turn it is.</param>
public sealed record HandoverTurnCame(HandoverId Handover, PersonId Person, PersonId Told, HandoverTurnKind Task)
    : AuditEvent,
        IAboutPerson;

/// <summary>A deadline came near or passed, and whoever has to act on it was told.</summary>
/// <param name="Subject">The checkout, holding, account, filing or handover; of one that could not be prepared, its leaver.</param>
/// <param name="Day">The deadline's day; null where it is none of days.</param>
public sealed record ReminderGiven(AccountId Account, ReminderKind Kind, Guid Subject, DateOnly? Day)
    : AuditEvent,
        IAboutAccount;

/// <summary>Likewise of what is the office's and of no one account.</summary>
/// <param name="Day">The deadline.</param>
public sealed record OfficeReminderGiven(ReminderKind Kind, DateOnly Day) : AuditEvent;

/// <summary>Notices that had been kept long enough were removed.</summary>
public sealed record OldNoticesRemoved(int Count) : AuditEvent;
