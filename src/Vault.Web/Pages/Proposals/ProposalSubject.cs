using Microsoft.EntityFrameworkCore;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Web.Pages.Proposals;

/// <summary>
/// What the address of a new proposal says: an account (<c>?account=</c>), a unit (<c>?unit=</c>), an appointment
/// somebody shall stand in for (<c>?acting=</c>), or a role, an invitation or a reset for a person
/// (<c>?grant=role|invitation|reset&amp;person=</c>).
/// </summary>
public sealed class ProposalAddress
{
    public string? Grant { get; set; }

    public PersonId? Person { get; set; }

    public AccountId? Account { get; set; }

    public UnitId? Unit { get; set; }

    public AppointmentId? Acting { get; set; }
}

/// <summary>What a new proposal is for.</summary>
public sealed record ProposalSubject(GrantKind Kind)
{
    public Account? Account { get; private init; }

    public Unit? Unit { get; private init; }

    /// <summary>The appointment that somebody shall stand in for.</summary>
    public Appointment? Absence { get; private init; }

    /// <summary>Who gains by a role, an invitation or a reset, or whom somebody shall stand in for.</summary>
    public Person? Person { get; private init; }

    /// <summary>The account or unit of an appointment.</summary>
    public string Target => Account?.Name ?? Unit?.Name ?? "";

    public string Back =>
        Account is not null ? $"/accounts/{Account.Id}"
        : Unit is not null ? $"/units/{Unit.Id}"
        : $"/persons/{Person!.Id}";

    public string BackTo => Kind == GrantKind.Appointment ? Target : Person!.DisplayName;

    /// <summary>Null if the address names nothing that this reader may see.</summary>
    public static async Task<ProposalSubject?> Find(VaultDb db, Standing reader, DateTimeOffset now, ProposalAddress at)
    {
        if (at.Account is { } account)
            return await OfAccount(db, reader, now, account);
        if (at.Unit is { } unit)
            return await OfUnit(db, reader, unit);
        if (at.Acting is { } appointment)
            return await OfAbsence(db, reader, now, appointment);
        if (at.Person is not { } who || KindOf(at.Grant) is not { } kind)
            return null;
        var person = await db.OneOf(db.Set<Person>().Where(p => p.Id == who), who.ToString());
        return person is null ? null : new(kind) { Person = person };
    }

    private static async Task<ProposalSubject?> OfAccount(
        VaultDb db,
        Standing reader,
        DateTimeOffset now,
        AccountId id
    ) =>
        await AccountAccess.Find(db, id, reader, now) is { } seen
            ? new(GrantKind.Appointment) { Account = seen.Account }
            : null;

    private static async Task<ProposalSubject?> OfUnit(VaultDb db, Standing reader, UnitId id)
    {
        // Units are the registrar's; for everybody else there is none.
        if (!reader.Holds(OfficeRole.Registrar))
            return null;
        var row = await db.OneOf(db.Set<Unit>().Where(u => u.Id == id), id.ToString());
        return row is { DissolvedAt: null } unit ? new(GrantKind.Appointment) { Unit = unit } : null;
    }

    private static async Task<ProposalSubject?> OfAbsence(
        VaultDb db,
        Standing reader,
        DateTimeOffset now,
        AppointmentId id
    )
    {
        if (!reader.Holds(OfficeRole.Registrar))
            return null;
        var row = await db.OneOf(db.Set<Appointment>().Where(a => a.Id == id), id.ToString());
        if (row is not { ActingFor: null } absence || !absence.IsAhead(now))
            return null;
        var subject = absence.Account is { } account
            ? await OfAccount(db, reader, now, account)
            : await OfUnit(db, reader, absence.Unit!.Value);
        var absent = absence.Person;
        return subject is null
            ? null
            : subject with
            {
                Absence = absence,
                Person = await db.Set<Person>().SingleAsync(p => p.Id == absent),
            };
    }

    private static GrantKind? KindOf(string? grant) =>
        grant switch
        {
            "role" => GrantKind.Role,
            "invitation" => GrantKind.Invitation,
            "reset" => GrantKind.FactorReset,
            _ => null,
        };
}
