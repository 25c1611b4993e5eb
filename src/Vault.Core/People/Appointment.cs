using System.Runtime.InteropServices;
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

    /// <summary>协助人: helps with the account and sees its page; no secret is shown to him. What a student may be.</summary>
    Assistant,

    /// <summary>
    /// 应急取用人: may take the account in an emergency without approval, for hours, and is reviewed afterwards. Nobody is
    /// until somebody is named.
    /// </summary>
    BreakGlass,
}

public static class AppointmentRoles
{
    /// <summary>Roles whose holder may have secrets shown.</summary>
    public static bool MayReveal(this AppointmentRole role) =>
        role is AppointmentRole.Custodian or AppointmentRole.Administrator;

    /// <summary>
    /// Roles that lead to secrets in one way or another: theirs who may have them shown, and theirs who may in an emergency.
    /// </summary>
    public static bool LeadsToSecrets(this AppointmentRole role) =>
        role.MayReveal() || role == AppointmentRole.BreakGlass;

    /// <summary>Roles that can be held for all accounts of a unit at once: none that may have secrets shown day by day.</summary>
    public static bool MayBeOverUnit(this AppointmentRole role) =>
        role is AppointmentRole.ResponsiblePerson or AppointmentRole.SupervisingLeader or AppointmentRole.BreakGlass;
}

/// <summary>
/// Person × role × account or unit × from–until. Ended, never deleted: a past moment can always be answered. One over a
/// unit counts for its accounts and for those of the units below it. One that acts for somebody (代理) lasts while he is
/// away; he keeps his own.
/// </summary>
public sealed class Appointment : IAttestedRow
{
    private Appointment() { }

    public AppointmentId Id { get; private init; }

    /// <summary>Null for an appointment over a unit.</summary>
    public AccountId? Account { get; private init; }

    /// <summary>Null for an appointment to an account.</summary>
    public UnitId? Unit { get; private init; }

    public PersonId Person { get; private init; }

    public AppointmentRole Role { get; private init; }

    public DateTimeOffset From { get; private init; }

    public DateTimeOffset? Until { get; private set; }

    /// <summary>Whom he stands in for; null for an appointment of his own.</summary>
    public PersonId? ActingFor { get; private init; }

    /// <summary>The proposal that was confirmed; null for one that came with an import.</summary>
    public ProposalId? Proposal { get; private init; }

    /// <summary>The import that was confirmed; null for one that was proposed by itself.</summary>
    public RegisterImportId? Import { get; private init; }

    /// <summary>The handover that was opened; null for one that did not come from a leaver.</summary>
    public HandoverId? Handover { get; private init; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Account?.Value ?? Unit!.Value.Value;

    /// <inheritdoc cref="AppointmentRoles.MayReveal"/>
    public bool MayReveal => Role.MayReveal();

    /// <summary>The one who answers for the account while it lasts, as opposed to somebody who stands in for him.</summary>
    public bool IsCustodianHimself => Role == AppointmentRole.Custodian && ActingFor is null;

    internal static Appointment Of(
        AppointmentTarget target,
        PersonId person,
        AppointmentRole role,
        DateTimeOffset from,
        DateTimeOffset? until,
        PersonId? actingFor,
        ProposalId? proposal,
        RegisterImportId? import = null,
        HandoverId? handover = null
    ) =>
        new()
        {
            Id = AppointmentId.New(),
            Account = target.Account,
            Unit = target.Unit,
            Person = person,
            Role = role,
            From = from,
            Until = until,
            ActingFor = actingFor,
            Proposal = proposal,
            Import = import,
            Handover = handover,
        };

    public bool IsLive(DateTimeOffset at) => From <= at && (Until is null || at < Until);

    /// <summary>Whether it is live, or will be.</summary>
    public bool IsAhead(DateTimeOffset at) => Until is null || at < Until;

    /// <summary>Ends it; one that has not begun never does.</summary>
    internal void End(DateTimeOffset at)
    {
        var last = at < From ? From : at;
        Until = Until is { } until && until < last ? until : last;
    }
}

/// <summary>What somebody is appointed to: one account, or all accounts of a unit.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AppointmentTarget
{
    private AppointmentTarget(AccountId? account, UnitId? unit) => (Account, Unit) = (account, unit);

    public AccountId? Account { get; }

    public UnitId? Unit { get; }

    public static AppointmentTarget Of(AccountId account) => new(account, null);

    public static AppointmentTarget Of(UnitId unit) => new(null, unit);
}
