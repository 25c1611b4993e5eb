using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>The first leaf of a real vault: organisation, root unit, this installation.</summary>
public sealed record VaultFounded(VaultId Vault, PrivateText Organisation, UnitId RootUnit) : AuditEvent;

/// <summary>The first leaf of a demo: everything in this log is invented, and no real vault opens it.</summary>
public sealed record DemoVaultFounded(VaultId Vault, PrivateText Organisation, UnitId RootUnit) : AuditEvent;

/// <summary>A visitor of a demo is the person of this session: the bar gave both factors for him.</summary>
public sealed record DemoVisitorSteppedIn(SessionId Started) : AuditEvent;

public sealed record UnitAdded(UnitId Unit, UnitId? Parent, PrivateText Name) : AuditEvent;

/// <summary>A person was entered. The salted hash of his name makes a later renaming by SQL visible.</summary>
public sealed record PersonAdded(PersonId Person, PrivateText Name, PrivateText UserName, UnitId Unit)
    : AuditEvent,
        IAboutPerson;

/// <summary>A founder got his role in the founding, before there was anybody to confirm it.</summary>
public sealed record FounderNamed(PersonId Person, OfficeRole Role) : AuditEvent, IAboutPerson;

public sealed record GrantProposed(
    ProposalId Proposal,
    GrantKind Grant,
    PersonId Person,
    AccountId? ForAccount,
    AppointmentRole? AppointmentRole,
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
public sealed record PersonAppointed(AccountId Account, PersonId Person, AppointmentRole Role, DateTimeOffset? Until)
    : AuditEvent,
        IAboutAccount,
        IAboutPerson;

public sealed record AppointmentEnded(AccountId Account, PersonId Person, AppointmentRole Role)
    : AuditEvent,
        IAboutAccount,
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
