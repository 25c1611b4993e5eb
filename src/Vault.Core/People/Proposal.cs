using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>What somebody would gain.</summary>
public enum GrantKind
{
    /// <summary>An appointment to an account.</summary>
    Appointment,

    /// <summary>A role of the office.</summary>
    Role,

    /// <summary>A way in: an invitation to set a password and a second factor.</summary>
    Invitation,

    /// <summary>A new second factor and password for somebody who lost his.</summary>
    FactorReset,
}

public enum ProposalDecision
{
    Confirmed,
    Refused,
    Withdrawn,
}

/// <summary>
/// A grant that leads towards a secret, proposed by one person. It takes effect when another confirms it; neither may
/// be the beneficiary. Its content never changes once proposed.
/// </summary>
public sealed class Proposal : IAttestedRow
{
    private Proposal() { }

    public ProposalId Id { get; private init; }

    public GrantKind Grant { get; private init; }

    public PersonId Beneficiary { get; private init; }

    public AccountId? Account { get; private init; }

    /// <summary>The unit of an appointment over a unit.</summary>
    public UnitId? Unit { get; private init; }

    public AppointmentRole? AppointmentRole { get; private init; }

    public OfficeRole? OfficeRole { get; private init; }

    /// <summary>Beginning of an acting appointment that is not to begin at once.</summary>
    public DateTimeOffset? From { get; private init; }

    /// <summary>End of the appointment, if it has one.</summary>
    public DateTimeOffset? Until { get; private init; }

    /// <summary>Who is custodian the moment this one ends.</summary>
    public PersonId? Fallback { get; private init; }

    /// <summary>Whom the beneficiary stands in for.</summary>
    public PersonId? ActingFor { get; private init; }

    /// <summary>Why somebody stands in, sealed; see <see cref="FieldSealer.OpenReason"/>.</summary>
    public byte[]? SealedReason { get; private init; }

    public PersonId ProposedBy { get; private init; }

    public DateTimeOffset ProposedAt { get; private init; }

    public ProposalDecision? Decision { get; private set; }

    public PersonId? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Guid.Empty;

    public bool IsOpen => Decision is null;

    /// <summary>What the beneficiary would be appointed to; null if this is no appointment.</summary>
    public AppointmentTarget? Target =>
        Account is { } account ? AppointmentTarget.Of(account)
        : Unit is { } unit ? AppointmentTarget.Of(unit)
        : null;

    /// <summary>Everybody who would gain by it.</summary>
    public bool Benefits(PersonId person) => Beneficiary == person || Fallback == person;

    public static Proposal OfAppointment(
        PersonId beneficiary,
        AppointmentTarget target,
        AppointmentRole role,
        DateTimeOffset? until,
        PersonId by,
        DateTimeOffset at,
        PersonId? fallback = null
    ) =>
        new()
        {
            Id = ProposalId.New(),
            Grant = GrantKind.Appointment,
            Beneficiary = beneficiary,
            Account = target.Account,
            Unit = target.Unit,
            AppointmentRole = role,
            Until = until,
            Fallback = fallback,
            ProposedBy = by,
            ProposedAt = at,
        };

    internal static Proposal OfActing(
        PersonId beneficiary,
        Appointment absent,
        (DateTimeOffset? From, DateTimeOffset Until) window,
        Func<ProposalId, byte[]> sealReason,
        PersonId by,
        DateTimeOffset at
    )
    {
        var id = ProposalId.New();
        return new()
        {
            Id = id,
            Grant = GrantKind.Appointment,
            Beneficiary = beneficiary,
            Account = absent.Account,
            Unit = absent.Unit,
            AppointmentRole = absent.Role,
            ActingFor = absent.Person,
            From = window.From,
            Until = window.Until,
            SealedReason = sealReason(id),
            ProposedBy = by,
            ProposedAt = at,
        };
    }

    public static Proposal OfRole(PersonId beneficiary, OfficeRole role, PersonId by, DateTimeOffset at) =>
        New(GrantKind.Role, beneficiary, by, at, officeRole: role);

    public static Proposal OfInvitation(PersonId beneficiary, PersonId by, DateTimeOffset at) =>
        New(GrantKind.Invitation, beneficiary, by, at);

    public static Proposal OfFactorReset(PersonId beneficiary, PersonId by, DateTimeOffset at) =>
        New(GrantKind.FactorReset, beneficiary, by, at);

    /// <summary>Enters a decision that the rules have let through.</summary>
    /// <exception cref="InvalidOperationException">
    /// Decided before, confirmed or refused by its proposer or its beneficiary, or withdrawn by somebody else.
    /// </exception>
    internal void Decide(ProposalDecision decision, PersonId by, DateTimeOffset at)
    {
        if (!IsOpen)
            throw new InvalidOperationException("A proposal is decided once.");
        var isOthers = by != ProposedBy && !Benefits(by);
        if (decision == ProposalDecision.Withdrawn ? by != ProposedBy : !isOthers)
            throw new InvalidOperationException("Nobody decides what he proposed or gains by; only he withdraws it.");
        Decision = decision;
        DecidedBy = by;
        DecidedAt = at;
    }

    /// <summary>Withdraws it because its proposer is disabled, by whoever disabled him.</summary>
    /// <exception cref="InvalidOperationException">Decided before.</exception>
    internal void WithdrawWithProposer(PersonId by, DateTimeOffset at)
    {
        if (!IsOpen)
            throw new InvalidOperationException("A proposal is decided once.");
        Decision = ProposalDecision.Withdrawn;
        DecidedBy = by;
        DecidedAt = at;
    }

    private static Proposal New(
        GrantKind grant,
        PersonId beneficiary,
        PersonId by,
        DateTimeOffset at,
        OfficeRole? officeRole = null
    ) =>
        new()
        {
            Id = ProposalId.New(),
            Grant = grant,
            Beneficiary = beneficiary,
            OfficeRole = officeRole,
            ProposedBy = by,
            ProposedAt = at,
        };
}
