using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.SignIns;

namespace Vault.Core.People;

/// <summary>An appointment with the account or unit it is to; one of the two is null.</summary>
/// <param name="ActingFor">Whom he stands in for; null for an appointment of his own.</param>
/// <param name="Opens">Whether the reader may open the account; who decides grants reads its name, and no more of it.</param>
public sealed record HeldAppointment(
    Appointment Appointment,
    Account? Account,
    Unit? Unit,
    Person? ActingFor,
    bool Opens
)
{
    /// <summary>The name of what it is to.</summary>
    public string Of => Account?.Name ?? Unit!.Name;
}

/// <summary>What the vault keeps of a person, as one reader may see it.</summary>
/// <param name="SignsIn">He has accepted an invitation, whether or not he still may sign in.</param>
/// <param name="Contact">Masked; null for a reader who may not open it either, see <see cref="OpenContact"/>.</param>
/// <param name="Roles">Ended ones included, newest first.</param>
/// <param name="Appointments">
/// Ended ones included, live ones first, then those to come: all for a reader who decides grants, else those to accounts he may see.
/// </param>
/// <param name="Proposals">In his favour, newest first; none for a reader who does not decide grants.</param>
/// <param name="LinkOf">The proposal whose link this reader may issue now, if there is one.</param>
public sealed record PersonFile(
    Standing Standing,
    Unit Unit,
    PersonState State,
    bool SignsIn,
    Contact? Contact,
    IReadOnlyList<RoleGrant> Roles,
    IReadOnlyList<HeldAppointment> Appointments,
    IReadOnlyList<ProposalLine> Proposals,
    Proposal? LinkOf
)
{
    public Person Person => Standing.Person;
}

/// <summary>
/// One person's file. Open to those who decide grants and to himself; for everybody else the person does not exist.
/// </summary>
public sealed class ReadPerson(VaultDb db, FieldSealer fields, TimeProvider clock)
{
    /// <exception cref="Audit.TamperedRowException">A row of the person is not the attested one, or was removed.</exception>
    public async Task<PersonFile?> Run(Standing reader, PersonId id)
    {
        var now = clock.GetUtcNow();
        if (!MaySee(reader, id) || Standing.Read(db, id, now) is not { } standing)
            return null;
        var unit = await db.Set<Unit>().SingleAsync(u => u.Id == standing.Person.Unit);
        var roles = await db.AllOf(id.Value, db.Set<RoleGrant>().Where(g => g.Person == id));
        var enrolled = SignInRows.CredentialOf(db, id) is not null;
        var appointments = await AppointmentsFor(reader, id, now);
        var proposals = GrantRules.MayDecide(reader) ? await ProposalsFor(id) : [];
        return new(
            standing,
            unit,
            StateOf(standing.Person, enrolled),
            enrolled,
            OpenContact.IsFor(reader, id) ? Contacts.Masked(fields.OpenContact(standing.Person)) : null,
            [.. roles.OrderByDescending(g => g.From).ThenBy(g => g.Role)],
            appointments,
            proposals,
            proposals
                .Select(l => l.Proposal)
                .FirstOrDefault(p =>
                    IssueLink.Guard(reader, p) is null && IssueLink.Obstacle(db, p, standing, now) is null
                )
        );
    }

    internal static IQueryable<Person> VisibleTo(VaultDb db, Standing reader)
    {
        if (GrantRules.MayDecide(reader))
            return db.Set<Person>();
        var (id, active) = (reader.Id, reader.IsActive);
        return db.Set<Person>().Where(p => active && p.Id == id);
    }

    internal static PersonState StateOf(Person person, bool enrolled) =>
        person.DisabledAt is not null ? PersonState.Disabled
        : enrolled ? PersonState.Active
        : PersonState.NotYetIn;

    internal static bool MaySee(Standing reader, PersonId id) =>
        GrantRules.MayDecide(reader) || (reader.IsActive && reader.Id == id);

    private async Task<IReadOnlyList<HeldAppointment>> AppointmentsFor(Standing reader, PersonId id, DateTimeOffset now)
    {
        var held = await db.Set<Appointment>().Where(a => a.Person == id).ToListAsync();
        var ids = held.Where(a => a.Account is not null).Select(a => a.Account!.Value).Distinct().ToList();
        var accounts = await db.Set<Account>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id);
        var units = await db.Set<Unit>().ToDictionaryAsync(u => u.Id);
        var away = held.Select(a => a.ActingFor).OfType<PersonId>().Distinct().ToList();
        var absent = await db.Set<Person>().Where(p => away.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        var access = await AccountAccess.Of(db, reader, now);
        return
        [
            .. held.OrderByDescending(a => a.IsLive(now))
                .ThenByDescending(a => a.IsAhead(now))
                .ThenByDescending(a => a.From)
                .Select(a =>
                {
                    var account = a.Account is { } of ? accounts[of] : null;
                    var unit = a.Unit is { } over ? units[over] : null;
                    var actingFor = a.ActingFor is { } whom ? absent[whom] : null;
                    return new HeldAppointment(
                        a,
                        account,
                        unit,
                        actingFor,
                        account is not null && access.Sees(account)
                    );
                })
                .Where(h => GrantRules.MayDecide(reader) || h.Opens || (h.Unit is not null && reader.Id == id)),
        ];
    }

    private async Task<IReadOnlyList<ProposalLine>> ProposalsFor(PersonId id) =>
        await ProposalLine.Of(
            db,
            await db.Set<Proposal>().Where(p => p.Beneficiary == id).OrderByDescending(p => p.ProposedAt).ToListAsync()
        );
}
