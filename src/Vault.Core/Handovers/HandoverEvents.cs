using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Holdings;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>A handover was prepared; nothing changes for anybody before it is opened.</summary>
/// <param name="Person">The leaver.</param>
public sealed record HandoverPrepared(
    HandoverId Handover,
    PersonId Person,
    HandoverCause Cause,
    DateOnly EffectiveOn,
    bool IsDeparture,
    int Accounts,
    PrivateText? Reason
) : AuditEvent, IAboutPerson;

/// <summary>From here on the leaver reveals nothing of the accounts concerned; the lines after this say who follows him.</summary>
public sealed record HandoverWasOpened(HandoverId Handover, PersonId Person, DateOnly Deadline)
    : AuditEvent,
        IAboutPerson;

/// <summary>One account of a handover that was opened.</summary>
/// <param name="Successor">Who has it from now on.</param>
/// <param name="IsInterim">For the time being.</param>
public sealed record HandoverPartOpened(
    AccountId Account,
    HandoverId Handover,
    PersonId Person,
    AppointmentRole? Role,
    PersonId Successor,
    bool IsInterim,
    PersonId? Witness,
    int Items
) : AuditEvent, IAboutAccount, IAboutPerson;

public sealed record HandoverCancelled(HandoverId Handover, PersonId Person, PrivateText Why)
    : AuditEvent,
        IAboutPerson;

/// <summary>Somebody answering for the accounts goes on without the leaver.</summary>
public sealed record HandoverTakenOver(HandoverId Handover, PersonId Person, PrivateText Why)
    : AuditEvent,
        IAboutPerson;

/// <param name="Person">Who follows for good, or in the place of who was to.</param>
public sealed record HandoverSuccessorNamed(AccountId Account, HandoverId Handover, PersonId Person)
    : AuditEvent,
        IAboutAccount,
        IAboutPerson;

/// <param name="Person">Who witnesses from now on.</param>
/// <param name="Former">Who could not any more.</param>
public sealed record HandoverWitnessNamed(AccountId Account, HandoverId Handover, PersonId Person, PersonId Former)
    : AuditEvent,
        IAboutAccount,
        IAboutPerson;

/// <summary>The leaver named something that the vault cannot know.</summary>
public sealed record HandoverItemAdded(AccountId Account, HandoverId Handover, HandoverItemId Item, PrivateText Text)
    : AuditEvent,
        IAboutAccount;

/// <summary>The leaver says that the list is complete.</summary>
public sealed record HandoverListSubmitted(AccountId Account, HandoverId Handover, int Items)
    : AuditEvent,
        IAboutAccount;

public sealed record HandoverListSentBack(AccountId Account, HandoverId Handover, PrivateText Why)
    : AuditEvent,
        IAboutAccount;

/// <summary>The list is as it is from here on.</summary>
public sealed record HandoverListApproved(AccountId Account, HandoverId Handover, int Items, byte[] ListSha256)
    : AuditEvent,
        IAboutAccount;

/// <summary>The leaver handed a line of the list over.</summary>
public sealed record HandoverItemHanded(
    AccountId Account,
    HandoverId Handover,
    HandoverItemId Item,
    HandoverItemKind Kind
) : AuditEvent, IAboutAccount;

/// <summary>The successor has it.</summary>
public sealed record HandoverItemCountedIn(
    AccountId Account,
    HandoverId Handover,
    HandoverItemId Item,
    HandoverItemKind Kind
) : AuditEvent, IAboutAccount;

/// <summary>The successor did not get what the list says.</summary>
public sealed record HandoverDiscrepancyReported(
    AccountId Account,
    HandoverId Handover,
    HandoverItemId Item,
    HandoverItemKind Kind,
    PrivateText Why
) : AuditEvent, IAboutAccount;

public sealed record HandoverItemSetAside(
    AccountId Account,
    HandoverId Handover,
    HandoverItemId Item,
    HandoverItemKind Kind,
    PrivateText Why
) : AuditEvent, IAboutAccount;

/// <summary>The office lets an account be closed although the leaver knows this.</summary>
/// <param name="Version">The newest he knew.</param>
public sealed record HandoverChangeWaived(
    AccountId Account,
    HandoverId Handover,
    Component Component,
    int Version,
    PrivateText Why
) : AuditEvent, IAboutAccount;

public sealed record HandoverSigned(AccountId Account, HandoverId Handover, HandoverSide Side, byte[] DocumentSha256)
    : AuditEvent,
        IAboutAccount;

/// <summary>All three have signed this document, and nothing live of the account is known to the leaver.</summary>
/// <param name="Person">The leaver.</param>
public sealed record HandoverPartClosed(
    AccountId Account,
    HandoverId Handover,
    PersonId Person,
    int Changed,
    int Waived,
    byte[] DocumentSha256
) : AuditEvent, IAboutAccount, IAboutPerson;

/// <summary>Somebody tried a step and was refused.</summary>
public sealed record HandoverStepRefused(HandoverId? Handover, HandoverStep Step, HandoverRefusal Why) : AuditEvent
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}
