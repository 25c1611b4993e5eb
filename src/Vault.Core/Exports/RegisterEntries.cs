using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Holdings;
using Vault.Core.People;

namespace Vault.Core.Exports;

/// <summary>Gathers what the register has of a list of accounts. How many queries it takes is fixed.</summary>
internal sealed class RegisterEntries
{
    private readonly Dictionary<UnitId, Unit> _units;
    private readonly Dictionary<UnitId, IReadOnlyList<UnitId>> _above = [];
    private readonly Dictionary<PersonId, Person> _persons;
    private readonly ILookup<AccountId, Appointment> _ofAccount;
    private readonly ILookup<UnitId, Appointment> _ofUnit;
    private readonly ILookup<AccountId, Holding> _holdings;

    private RegisterEntries(
        List<Unit> units,
        List<Person> persons,
        List<Appointment> live,
        IEnumerable<Holding> holdings
    )
    {
        _units = units.ToDictionary(u => u.Id);
        _persons = persons.ToDictionary(p => p.Id);
        // Whoever stands in for somebody is not whom the register names.
        var themselves = live.Where(a => a.ActingFor is null).OrderBy(a => a.From).ToList();
        _ofAccount = themselves.Where(a => a.Account is not null).ToLookup(a => a.Account!.Value);
        _ofUnit = themselves.Where(a => a.Unit is not null).ToLookup(a => a.Unit!.Value);
        _holdings = holdings.ToLookup(h => h.Account);
    }

    /// <exception cref="Audit.TamperedRowException">A row is not the attested one.</exception>
    public static async Task<IReadOnlyList<RegisterEntry>> Of(
        VaultDb db,
        IReadOnlyList<AccountLine> lines,
        DateTimeOffset now
    )
    {
        var entries = new RegisterEntries(
            await db.Set<Unit>().ToListAsync(),
            await db.Set<Person>().ToListAsync(),
            [.. (await db.Set<Appointment>().ToListAsync()).Where(a => a.IsLive(now))],
            (await db.Set<Holding>().ToListAsync()).Where(h => h.IsRunning)
        );
        return [.. lines.Select(entries.Of)];
    }

    private RegisterEntry Of(AccountLine line)
    {
        var account = line.Account;
        return new(
            line,
            account.SupervisingUnit is { } above ? _units[above] : null,
            Covering(account, AppointmentRole.ResponsiblePerson),
            Covering(account, AppointmentRole.SupervisingLeader),
            [
                .. Holding(account, AppointmentRole.Custodian)
                    .Concat(Holding(account, AppointmentRole.Administrator))
                    .Distinct(),
            ],
            Holding(account, AppointmentRole.Assistant),
            [.. _holdings[account.Id]]
        );
    }

    private List<Person> Covering(Account account, AppointmentRole role)
    {
        var own = Holding(account, role);
        if (own.Count > 0)
            return own;
        return
        [
            .. Above(account.Unit)
                .Select(u => _ofUnit[u].Where(a => a.Role == role).ToList())
                .Where(held => held.Count > 0)
                .Take(1)
                .SelectMany(held => held)
                .Select(a => _persons[a.Person]),
        ];
    }

    private List<Person> Holding(Account account, AppointmentRole role) =>
        [.. _ofAccount[account.Id].Where(a => a.Role == role).Select(a => _persons[a.Person])];

    private IReadOnlyList<UnitId> Above(UnitId unit)
    {
        if (!_above.TryGetValue(unit, out var above))
            _above[unit] = above = UnitTree.Above(_units.Values, unit);
        return above;
    }
}
