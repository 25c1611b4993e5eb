using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>What a person is to an account.</summary>
public enum AppointmentRole
{
    /// <summary>保管人: answers for the account; one at any time.</summary>
    Custodian,

    /// <summary>管理员: uses the account beside the custodian. A role over this account, not a power over the vault.</summary>
    Administrator,

    /// <summary>负责人: signs the form, starts a handover, approves.</summary>
    ResponsiblePerson,

    /// <summary>主管领导: approves, witnesses; sees no secret by approving.</summary>
    SupervisingLeader,
}

public static class AppointmentRoles
{
    /// <summary>Roles whose holder may have secrets shown.</summary>
    public static bool MayReveal(this AppointmentRole role) =>
        role is AppointmentRole.Custodian or AppointmentRole.Administrator;
}

/// <summary>Person × role × account × from–until. Ended, never deleted: a past moment can always be answered.</summary>
public sealed class Appointment : IAttestedRow
{
    private Appointment() { }

    public AppointmentId Id { get; private init; }

    public AccountId Account { get; private init; }

    public PersonId Person { get; private init; }

    public AppointmentRole Role { get; private init; }

    public DateTimeOffset From { get; private init; }

    public DateTimeOffset? Until { get; private set; }

    /// <summary>The proposal that was confirmed; every appointment has one.</summary>
    public ProposalId Proposal { get; private init; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Account.Value;

    /// <inheritdoc cref="AppointmentRoles.MayReveal"/>
    public bool MayReveal => Role.MayReveal();

    public static Appointment Of(
        AccountId account,
        PersonId person,
        AppointmentRole role,
        DateTimeOffset from,
        DateTimeOffset? until,
        ProposalId proposal
    ) =>
        new()
        {
            Id = AppointmentId.New(),
            Account = account,
            Person = person,
            Role = role,
            From = from,
            Until = until,
            Proposal = proposal,
        };

    public bool IsLive(DateTimeOffset at) => From <= at && (Until is null || at < Until);

    public void End(DateTimeOffset at) => Until = Until is { } until && until < at ? until : at;
}
