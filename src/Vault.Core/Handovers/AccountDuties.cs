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
    public static AccountDuties? Read(VaultDb db, AccountId id, DateTimeOffset now) =>
        Read(db, [id], now).GetValueOrDefault(id);

    /// <summary>Those of some accounts, in as many queries as for one; an account that there is not is left out.</summary>
    /// <inheritdoc cref="Read(VaultDb, AccountId, DateTimeOffset)"/>
    public static IReadOnlyDictionary<AccountId, AccountDuties> Read(
        VaultDb db,
        IReadOnlyCollection<AccountId> ids,
        DateTimeOffset now
    )
    {
        var accounts = db.SomeOfNow(db.Set<Account>().Where(a => ids.Contains(a.Id)), ids.Select(id => id.ToString()));
        var owners = ids.Select(id => id.Value).Distinct();
        var ofAccounts = db.AllOfEachNow(
            owners,
            db.Set<Appointment>().Where(a => a.Account != null && ids.Contains(a.Account.Value))
        );
        var tree = db.EveryNow<Unit>();
        var above = accounts.Select(a => a.Unit).Distinct().ToDictionary(u => u, u => UnitTree.Above(tree, u));
        var units = above.Values.SelectMany(u => u).Distinct().ToList();
        var ofUnits = db.AllOfEachNow(
            units.Select(u => u.Value),
            db.Set<Appointment>().Where(a => a.Unit != null && units.Contains(a.Unit.Value))
        );
        var office = Registrars(db, now);
        return accounts.ToDictionary(
            a => a.Id,
            a => new AccountDuties(
                a,
                [.. ofAccounts[a.Id.Value]],
                [.. above[a.Unit].Select(u => ofUnits[u.Value].ToList())],
                office
            )
        );
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

    /// <summary>Who of those who could witness accounts, whoever leaves them, can sign in.</summary>
    public static IReadOnlySet<PersonId> WhoCanWitness(
        VaultDb db,
        IEnumerable<AccountDuties> accounts,
        DateTimeOffset now
    ) =>
        SignInRows.WhoCanSignIn(
            db,
            accounts
                .SelectMany(a =>
                    a.Over(AppointmentRole.SupervisingLeader, now)
                        .Concat(a.Over(AppointmentRole.ResponsiblePerson, now))
                        .Select(over => over.Person)
                        .Concat(a.Office)
                )
                .ToHashSet()
        );

    /// <summary>Who starts handovers of the account, as <see cref="MayLead"/> says.</summary>
    public IEnumerable<PersonId> Leads(DateTimeOffset now) =>
        Over(AppointmentRole.ResponsiblePerson, now).Select(a => a.Person).Concat(Office).Distinct();

    /// <summary>
    /// Who has the rank to witness, whom one would ask first before the others: of a custodian his leader, of a leader or
    /// responsible person the office. Never the leaver, nor who stands in for him.
    /// </summary>
    /// <param name="able">As <see cref="WhoCanWitness"/> gives it.</param>
    public IReadOnlyList<PersonId> Witnesses(
        IReadOnlySet<PersonId> able,
        AppointmentRole? role,
        PersonId leaver,
        DateTimeOffset now
    )
    {
        var leaders = Over(AppointmentRole.SupervisingLeader, now)
            .Concat(Over(AppointmentRole.ResponsiblePerson, now))
            .Where(a => a.ActingFor != leaver)
            .Select(a => a.Person);
        var office = Office.OrderBy(p => p.Value);
        var isLeader = role is AppointmentRole.SupervisingLeader or AppointmentRole.ResponsiblePerson;
        var ranked = (isLeader ? office.Concat(leaders) : leaders.Concat(office)).Distinct();
        return [.. ranked.Where(p => p != leaver && able.Contains(p))];
    }

    /// <summary>Whom the form names in a role: appointed to the account; if nobody is, over the nearest unit.</summary>
    public IReadOnlyList<PersonId> NearestIn(AppointmentRole role, DateTimeOffset now) =>
        Levels
            .Prepend(OfAccount)
            .Select(level => level.Where(a => a.Role == role && a.ActingFor is null && a.IsLive(now)))
            .Select(held => held.OrderBy(a => a.From).Select(a => a.Person).Distinct().ToList())
            .FirstOrDefault(held => held.Count > 0)
        ?? [];

    /// <summary>Nearest first.</summary>
    private IEnumerable<Appointment> Over(AppointmentRole role, DateTimeOffset now) =>
        Levels.Prepend(OfAccount).SelectMany(level => level).Where(a => a.Role == role && a.IsLive(now));
}
