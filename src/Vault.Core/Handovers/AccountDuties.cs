using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Core.Handovers;

/// <summary>Everybody who has or had something to do with one account, read whole and held against the log.</summary>
/// <param name="OfAccount">Ever appointed to the account.</param>
/// <param name="Levels">Over its unit, over the unit above, and so on, ended ones among them.</param>
/// <param name="Office">Who holds the registrar's role.</param>
internal sealed record AccountDuties(
    Account Account,
    IReadOnlyList<Appointment> OfAccount,
    IReadOnlyList<IReadOnlyList<Appointment>> Levels,
    IReadOnlySet<PersonId> Office
)
{
    /// <summary>Duties that whoever follows takes over; who uses the account beside its custodian or assists leaves none.</summary>
    private static readonly AppointmentRole[] Passing =
    [
        AppointmentRole.Custodian,
        AppointmentRole.ResponsiblePerson,
        AppointmentRole.SupervisingLeader,
    ];

    /// <summary>Null if there is no such account.</summary>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static AccountDuties? Read(VaultDb db, AccountId id, DateTimeOffset now)
    {
        if (db.OneOfNow(db.Set<Account>().Where(a => a.Id == id), id.ToString()) is not { } account)
            return null;
        var appointments = db.AllOfNow(id.Value, db.Set<Appointment>().Where(a => a.Account == id));
        var levels = new List<IReadOnlyList<Appointment>>();
        foreach (var unit in UnitTree.Above(db.EveryNow<Unit>(), account.Unit))
            levels.Add(db.AllOfNow(unit.Value, db.Set<Appointment>().Where(a => a.Unit == unit)));
        return new(account, appointments, levels, Registrars(db, now));
    }

    public static IReadOnlySet<PersonId> Registrars(VaultDb db, DateTimeOffset now) =>
        db.EveryNow<RoleGrant>()
            .Where(g => g.Role == OfficeRole.Registrar && g.IsLive(now))
            .Select(g => g.Person)
            .ToHashSet();

    /// <summary>What a person is to the account now or will be, in his own right or for another.</summary>
    public IEnumerable<Appointment> Of(PersonId person, DateTimeOffset now) =>
        OfAccount.Where(a => a.Person == person && a.IsAhead(now));

    /// <summary>The chief of his own duties; null if he has none.</summary>
    public AppointmentRole? ChiefRoleOf(PersonId person, DateTimeOffset now)
    {
        var own = Of(person, now).Where(a => a.ActingFor is null).Select(a => a.Role).ToHashSet();
        if (own.Count == 0)
            return null;
        return Passing.Where(own.Contains).Cast<AppointmentRole?>().FirstOrDefault() ?? own.Min();
    }

    public static bool Passes(AppointmentRole role) => Passing.Contains(role);

    /// <summary>Who has a duty himself now; null if nobody.</summary>
    public PersonId? HolderOf(AppointmentRole role, DateTimeOffset now) =>
        OfAccount.FirstOrDefault(a => a.Role == role && a.ActingFor is null && a.IsLive(now))?.Person;

    /// <summary>Whether he starts handovers of the account: the office, or who is responsible for it.</summary>
    public bool MayLead(PersonId person, DateTimeOffset now) =>
        Office.Contains(person) || Over(AppointmentRole.ResponsiblePerson, now).Any(a => a.Person == person);

    /// <summary>
    /// Who has the rank to witness, whom one would ask first before the others: of a custodian his leader, of a leader or
    /// responsible person the office. Never the leaver, nor who stands in for him.
    /// </summary>
    public IReadOnlyList<PersonId> Witnesses(VaultDb db, AppointmentRole? role, PersonId leaver, DateTimeOffset now)
    {
        var leaders = Over(AppointmentRole.SupervisingLeader, now)
            .Concat(Over(AppointmentRole.ResponsiblePerson, now))
            .Where(a => a.ActingFor != leaver)
            .Select(a => a.Person);
        var office = Office.OrderBy(p => p.Value);
        var isLeader = role is AppointmentRole.SupervisingLeader or AppointmentRole.ResponsiblePerson;
        var ranked = (isLeader ? office.Concat(leaders) : leaders.Concat(office)).Distinct().ToList();
        var canSignIn = SignInRows.WhoCanSignIn(db, ranked);
        return [.. ranked.Where(p => p != leaver && canSignIn.Contains(p))];
    }

    /// <summary>Nearest first.</summary>
    private IEnumerable<Appointment> Over(AppointmentRole role, DateTimeOffset now) =>
        Levels.Prepend(OfAccount).SelectMany(level => level).Where(a => a.Role == role && a.IsLive(now));
}
