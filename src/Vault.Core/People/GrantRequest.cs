using Microsoft.EntityFrameworkCore;

namespace Vault.Core.People;

/// <summary>What is asked for in a proposal. Only what its kind needs; a page cannot say more than this.</summary>
public abstract record GrantRequest
{
    private GrantRequest(GrantKind kind, PersonId beneficiary)
    {
        Kind = kind;
        Beneficiary = beneficiary;
    }

    public GrantKind Kind { get; }

    public PersonId Beneficiary { get; }

    /// <param name="Until">Null for an appointment without an end.</param>
    public sealed record ForAppointment(PersonId Who, AccountId Account, AppointmentRole Role, DateTimeOffset? Until)
        : GrantRequest(GrantKind.Appointment, Who)
    {
        /// <summary>Who becomes custodian the moment this one ends; needed for a custodian with an end, and only then.</summary>
        public PersonId? Fallback { get; init; }
    }

    public sealed record ForUnitAppointment(PersonId Who, UnitId Unit, AppointmentRole Role, DateTimeOffset? Until)
        : GrantRequest(GrantKind.Appointment, Who);

    /// <summary>代理: the beneficiary stands in for the holder of an appointment while he is away.</summary>
    /// <param name="Appointment">What the absent person holds.</param>
    /// <param name="From">Null: from the confirmation on.</param>
    public sealed record ForActing(
        PersonId Who,
        AppointmentId Appointment,
        DateTimeOffset? From,
        DateTimeOffset Until,
        Reason Why
    ) : GrantRequest(GrantKind.Appointment, Who);

    public sealed record ForRole(PersonId Who, OfficeRole Role) : GrantRequest(GrantKind.Role, Who);

    public sealed record ForInvitation(PersonId Who) : GrantRequest(GrantKind.Invitation, Who);

    public sealed record ForFactorReset(PersonId Who) : GrantRequest(GrantKind.FactorReset, Who);

    /// <summary>Null if it names an appointment that does not exist.</summary>
    internal Proposal? ToProposal(VaultDb db, FieldSealer fields, PersonId by, DateTimeOffset at) =>
        this switch
        {
            ForAppointment a => Proposal.OfAppointment(
                a.Who,
                AppointmentTarget.Of(a.Account),
                a.Role,
                a.Until,
                by,
                at,
                a.Fallback
            ),
            ForUnitAppointment a => Proposal.OfAppointment(
                a.Who,
                AppointmentTarget.Of(a.Unit),
                a.Role,
                a.Until,
                by,
                at
            ),
            ForActing a => ToProposal(db, fields, a, by, at),
            ForRole r => Proposal.OfRole(r.Who, r.Role, by, at),
            ForInvitation i => Proposal.OfInvitation(i.Who, by, at),
            ForFactorReset f => Proposal.OfFactorReset(f.Who, by, at),
            _ => throw new InvalidOperationException("The hierarchy is closed."),
        };

    private static Proposal? ToProposal(VaultDb db, FieldSealer fields, ForActing a, PersonId by, DateTimeOffset at)
    {
        var row = db.Set<Appointment>().Where(x => x.Id == a.Appointment);
        return db.OneOfNow(row, a.Appointment.ToString()) is { } absent
            ? Proposal.OfActing(a.Who, absent, (a.From, a.Until), id => fields.SealReason(id, a.Why.Text), by, at)
            : null;
    }
}
