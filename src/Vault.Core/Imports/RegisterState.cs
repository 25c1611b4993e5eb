using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Holdings;
using Vault.Core.People;

namespace Vault.Core.Imports;

/// <summary>The register as it is now, read whole and held against the log: what an import is compared with.</summary>
internal sealed class RegisterState
{
    private readonly ILookup<UnitId, Appointment> _overUnits;
    private readonly Dictionary<UnitId, IReadOnlyList<Appointment>> _covering = [];

    private RegisterState(VaultDb db, DateTimeOffset now)
    {
        Now = now;
        Units = db.EveryNow<Unit>(tracked: false);
        Persons = db.EveryNow<Person>(tracked: false);
        Accounts = db.EveryNow<Account>(tracked: false);
        Policy = RegisterPolicy.Read(db);
        Platforms = new PlatformList(db);
        OfficeHolders = db.EveryNow<RoleGrant>(tracked: false)
            .Where(g => g.IsLive(now))
            .Select(g => g.Person)
            .ToHashSet();
        var ahead = db.EveryNow<Appointment>(tracked: false).Where(a => a.IsAhead(now)).ToList();
        Appointments = ahead.Where(a => a.Account is not null).ToLookup(a => a.Account!.Value);
        _overUnits = ahead
            .Where(a => a.Unit is not null && a.ActingFor is null && a.IsLive(now))
            .ToLookup(a => a.Unit!.Value);
        Holdings = db.EveryNow<Holding>(tracked: false).Where(h => h.IsRunning).ToLookup(h => h.Account);
        Versions = db.EveryNow<SecretVersion>(tracked: false).ToLookup(v => v.Account);
        Known = db.EveryNow<Knowledge>(tracked: false).Select(k => (k.Person, k.Version)).ToHashSet();
    }

    public DateTimeOffset Now { get; }

    public IReadOnlyList<Unit> Units { get; }

    public IReadOnlyList<Person> Persons { get; }

    public IReadOnlyList<Account> Accounts { get; }

    public RegisterPolicy Policy { get; }

    /// <summary>Every one that is on the list, offered or not.</summary>
    public PlatformList Platforms { get; }

    public IReadOnlySet<PersonId> OfficeHolders { get; }

    /// <summary>Live ones and those that will be.</summary>
    public ILookup<AccountId, Appointment> Appointments { get; }

    /// <summary>Of each role those over the nearest unit that has any: they count for the unit's accounts.</summary>
    public IReadOnlyList<Appointment> Covering(UnitId unit)
    {
        if (!_covering.TryGetValue(unit, out var covering))
            _covering[unit] = covering = [
                .. UnitTree
                    .Above(Units, unit)
                    .SelectMany(u => _overUnits[u].Select(a => (Unit: u, Appointment: a)))
                    .GroupBy(x => x.Appointment.Role)
                    .SelectMany(g => g.TakeWhile(x => x.Unit == g.First().Unit))
                    .Select(x => x.Appointment),
            ];
        return covering;
    }

    public ILookup<AccountId, Holding> Holdings { get; }

    public ILookup<AccountId, SecretVersion> Versions { get; }

    /// <summary>Who knows which version, however he came to.</summary>
    public IReadOnlySet<(PersonId Person, SecretVersionId Version)> Known { get; }

    /// <exception cref="Audit.TamperedRowException">A row is not the attested one, or was removed.</exception>
    public static RegisterState Read(VaultDb db, DateTimeOffset now) => new(db, now);
}
