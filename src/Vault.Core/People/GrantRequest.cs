using Vault.Core.Accounts;

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
        : GrantRequest(GrantKind.Appointment, Who);

    public sealed record ForRole(PersonId Who, OfficeRole Role) : GrantRequest(GrantKind.Role, Who);

    public sealed record ForInvitation(PersonId Who) : GrantRequest(GrantKind.Invitation, Who);

    public sealed record ForFactorReset(PersonId Who) : GrantRequest(GrantKind.FactorReset, Who);

    internal Proposal ToProposal(PersonId by, DateTimeOffset at) =>
        this switch
        {
            ForAppointment a => Proposal.OfAppointment(a.Who, a.Account, a.Role, a.Until, by, at),
            ForRole r => Proposal.OfRole(r.Who, r.Role, by, at),
            ForInvitation i => Proposal.OfInvitation(i.Who, by, at),
            ForFactorReset f => Proposal.OfFactorReset(f.Who, by, at),
            _ => throw new InvalidOperationException("The hierarchy is closed."),
        };
}
