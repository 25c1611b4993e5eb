using Microsoft.EntityFrameworkCore;
using Vault.Core.People;

namespace Vault.Core.Accounts;

/// <summary>An account that somebody may see, with everybody ever appointed to it or over its units.</summary>
/// <param name="Appointments">To the account itself, ended ones included, newest first.</param>
/// <param name="OverUnits">Over its unit and those above, ended ones included, newest first.</param>
public sealed record SeenAccount(
    Account Account,
    IReadOnlyList<Appointment> Appointments,
    IReadOnlyList<Appointment> OverUnits
)
{
    /// <summary>The live custodian, or null: an account newly registered.</summary>
    public Appointment? Custodian(DateTimeOffset now) =>
        Appointments.FirstOrDefault(a => a.IsCustodianHimself && a.IsLive(now));

    /// <summary>Which roles somebody has over it now, as <see cref="Completeness"/> asks.</summary>
    public IReadOnlySet<AppointmentRole> Roles(DateTimeOffset now) =>
        Appointments
            .Concat(OverUnits.Where(a => a.ActingFor is null))
            .Where(a => a.IsLive(now))
            .Select(a => a.Role)
            .ToHashSet();
}

/// <summary>
/// Which accounts one person sees now, read off rows held against the log. One rule for list, search, detail, export and
/// custody: the registrar sees the register, everybody else the accounts of his live appointments, to an account or over
/// a unit with those below it. An office role alone shows no account. What somebody may not see does not exist for him.
/// </summary>
public sealed class AccountAccess
{
    private readonly bool _all;
    private readonly HashSet<AccountId> _accounts = [];
    private readonly HashSet<UnitId> _units = [];

    private AccountAccess(bool all) => _all = all;

    /// <exception cref="Audit.TamperedRowException">An appointment or a unit is not the attested one.</exception>
    public static async Task<AccountAccess> Of(VaultDb db, Standing who, DateTimeOffset now)
    {
        var access = new AccountAccess(who.Holds(OfficeRole.Registrar));
        if (access._all || !who.IsActive)
            return access;
        // As entities, so that a row nobody confirmed shows nothing. One that was removed shows less, which is safe.
        var held = await db.Set<Appointment>().Where(p => p.Person == who.Id).ToListAsync();
        var live = held.Where(p => p.IsLive(now)).ToList();
        access._accounts.UnionWith(live.Where(p => p.Account is not null).Select(p => p.Account!.Value));
        var over = live.Where(p => p.Unit is not null).Select(p => p.Unit!.Value).ToHashSet();
        if (over.Count > 0)
        {
            var units = await db.Set<Unit>().ToListAsync();
            access._units.UnionWith(over.SelectMany(u => UnitTree.Below(units, u)));
        }
        return access;
    }

    /// <summary>Whether he is appointed to anything now. Says what to offer him; what he may do is decided where he does it.</summary>
    public static Task<bool> IsAppointed(VaultDb db, PersonId person, DateTimeOffset now) =>
        db.Set<Appointment>().AnyAsync(p => p.Person == person && p.From <= now && (p.Until == null || now < p.Until));

    /// <summary>The accounts among these that he may see.</summary>
    public IQueryable<Account> Narrow(IQueryable<Account> accounts)
    {
        if (_all)
            return accounts;
        return _units.Count == 0
            ? accounts.Where(a => _accounts.Contains(a.Id))
            : accounts.Where(a => _accounts.Contains(a.Id) || _units.Contains(a.Unit));
    }

    public bool Sees(Account account) => _all || _accounts.Contains(account.Id) || _units.Contains(account.Unit);

    /// <summary>
    /// One account, if this person may see it. Decided over rows held against the log and read whole, not over a query.
    /// </summary>
    /// <exception cref="Audit.TamperedRowException">A row of the account is not the attested one, or was removed.</exception>
    public static async Task<SeenAccount?> Find(VaultDb db, AccountId id, Standing who, DateTimeOffset now)
    {
        if (await db.OneOf(db.Set<Account>().Where(a => a.Id == id), id.ToString()) is not { } account)
            return null;
        if (!(await Of(db, who, now)).Sees(account))
            return null;
        var appointments = await db.AllOf(id.Value, db.Set<Appointment>().Where(p => p.Account == id));
        var units = await db.Set<Unit>().ToListAsync();
        var overUnits = new List<Appointment>();
        foreach (var unit in UnitTree.Above(units, account.Unit))
            overUnits.AddRange(await db.AllOf(unit.Value, db.Set<Appointment>().Where(p => p.Unit == unit)));
        return new(account, NewestFirst(appointments), NewestFirst(overUnits));
    }

    private static IReadOnlyList<Appointment> NewestFirst(IEnumerable<Appointment> appointments) =>
        [.. appointments.OrderByDescending(p => p.From).ThenBy(p => p.Role)];
}
