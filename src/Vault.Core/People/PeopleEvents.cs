using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>The first leaf of a real vault: organisation, root unit, this installation.</summary>
public sealed record VaultFounded(VaultId Vault, PrivateText Organisation, UnitId RootUnit) : AuditEvent;

/// <summary>The first leaf of a demo: everything in this log is invented, and no real vault opens it.</summary>
public sealed record DemoVaultFounded(VaultId Vault, PrivateText Organisation, UnitId RootUnit) : AuditEvent;

/// <summary>A visitor of a demo is the person of this session: the bar gave both factors for him.</summary>
public sealed record DemoVisitorSteppedIn(SessionId Started) : AuditEvent;

public sealed record UnitAdded(UnitId Unit, UnitId? Parent, PrivateText Name, UnitKind Kind) : AuditEvent;

/// <summary>One fact of a unit was changed; null where there was, or now is, none.</summary>
public sealed record UnitFactChanged(UnitId Unit, UnitFact Fact, PrivateText? Was, PrivateText? Becomes) : AuditEvent;

/// <summary>A unit that no longer exists was ended; it stays in the register for its history.</summary>
public sealed record UnitDissolved(UnitId Unit) : AuditEvent;

/// <summary>A person was entered. The salted hash of his name makes a later renaming by SQL visible.</summary>
public sealed record PersonAdded(PersonId Person, PrivateText Name, PrivateText? UserName, UnitId Unit, bool IsStudent)
    : AuditEvent,
        IAboutPerson;

/// <summary>
/// One fact of a person was changed. How to reach him is not told here; null where it was, or now is, not known.
/// </summary>
public sealed record PersonFactChanged(PersonId Person, PersonFact Fact, PrivateText? Was, PrivateText? Becomes)
    : AuditEvent,
        IAboutPerson;

/// <summary>Somebody was shown in clear how to reach a person.</summary>
public sealed record ContactOpened(PersonId Person) : AuditEvent, IAboutPerson;

/// <summary>Whether students may have secrets shown was decided.</summary>
public sealed record RegisterPolicyDecided(bool StudentsMayReveal) : AuditEvent;

/// <summary>A founder got his role in the founding, before there was anybody to confirm it.</summary>
public sealed record FounderNamed(PersonId Person, OfficeRole Role) : AuditEvent, IAboutPerson;

public sealed record GrantProposed(
    ProposalId Proposal,
    GrantKind Grant,
    PersonId Person,
    AccountId? ForAccount,
    UnitId? ForUnit,
    AppointmentRole? AppointmentRole,
    PersonId? ActingFor,
    PersonId? Fallback,
    OfficeRole? OfficeRole
) : AuditEvent, IAboutPerson;

public sealed record GrantConfirmed(ProposalId Proposal, GrantKind Grant, PersonId Person) : AuditEvent, IAboutPerson;

public sealed record GrantRefused(ProposalId Proposal, GrantKind Grant, PersonId Person, PrivateText Why)
    : AuditEvent,
        IAboutPerson;

public sealed record GrantWithdrawn(ProposalId Proposal, GrantKind Grant, PersonId Person) : AuditEvent, IAboutPerson;

/// <summary>Somebody tried to propose, decide or withdraw a grant and was refused.</summary>
public sealed record GrantAttemptRefused(ProposalId? Proposal, GrantKind Grant, PersonId Person, GrantRefusal Why)
    : AuditEvent,
        IAboutPerson
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}

/// <summary>A confirmed appointment took effect.</summary>
/// <param name="From">Null: at once.</param>
/// <param name="ActingFor">Whom he stands in for, if he does.</param>
public sealed record PersonAppointed(
    AccountId Account,
    PersonId Person,
    AppointmentRole Role,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    PersonId? ActingFor
) : AuditEvent, IAboutAccount, IAboutPerson;

/// <summary>A confirmed appointment over all accounts of a unit took effect.</summary>
/// <param name="From">Null: at once.</param>
/// <param name="ActingFor">Whom he stands in for, if he does.</param>
public sealed record PersonAppointedOverUnit(
    UnitId Unit,
    PersonId Person,
    AppointmentRole Role,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    PersonId? ActingFor
) : AuditEvent, IAboutPerson;

public sealed record AppointmentEnded(AccountId Account, PersonId Person, AppointmentRole Role)
    : AuditEvent,
        IAboutAccount,
        IAboutPerson;

public sealed record AppointmentOverUnitEnded(UnitId Unit, PersonId Person, AppointmentRole Role)
    : AuditEvent,
        IAboutPerson;

public sealed record RoleGiven(PersonId Person, OfficeRole Role) : AuditEvent, IAboutPerson;

public sealed record RoleEnded(PersonId Person, OfficeRole Role) : AuditEvent, IAboutPerson;

/// <summary>Somebody asked for the link of an invitation or a reset and was refused.</summary>
public sealed record InvitationLinkRefused(ProposalId Proposal, PersonId Person, LinkRefusal Why)
    : AuditEvent,
        IAboutPerson
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}

/// <summary>
/// The console was given a link for a person, because too few could sign in to confirm one. Nobody confirmed it: whoever
/// reads the log asks who stood at the console.
/// </summary>
public sealed record ConsoleLinkOffered(PersonId Person) : AuditEvent, IAboutPerson;

/// <summary>Somebody tried to end rights of a person and was refused.</summary>
public sealed record RightsEndRefused(PersonId Person, EndRefusal Why) : AuditEvent, IAboutPerson
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}

public sealed record PersonDisabled(PersonId Person) : AuditEvent, IAboutPerson;

/// <summary>Somebody asked for something his role, appointment or proof does not give him.</summary>
public sealed record AccessRefused(string Endpoint, string? Subject) : AuditEvent
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}
