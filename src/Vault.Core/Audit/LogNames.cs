using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Checkouts;
using Vault.Core.People;

namespace Vault.Core.Audit;

/// <summary>
/// Who and what some entries mention, as the rows say now. A row that the log does not attest is left out: the reader
/// of the log then sees the identifier, and the log itself stays readable while somebody tampers with the rest.
/// </summary>
public sealed class LogNames
{
    private readonly Dictionary<PersonId, Person> _persons;
    private readonly Dictionary<AccountId, Account> _accounts;
    private readonly Dictionary<UnitId, Unit> _units;
    private readonly Dictionary<string, string> _platforms;
    private readonly Dictionary<string, string> _purposes;

    private LogNames(
        IEnumerable<Person> persons,
        IEnumerable<Account> accounts,
        IEnumerable<Unit> units,
        IEnumerable<PlatformRow> platforms,
        IEnumerable<PurposeRow> purposes
    )
    {
        _persons = persons.ToDictionary(p => p.Id);
        _accounts = accounts.ToDictionary(a => a.Id);
        _units = units.ToDictionary(u => u.Id);
        _platforms = platforms
            .Where(p => p.Name is not null)
            .ToDictionary(p => p.Key, p => p.Name!, StringComparer.Ordinal);
        _purposes = purposes
            .Where(p => p.Name is not null)
            .ToDictionary(p => p.Key, p => p.Name!, StringComparer.Ordinal);
    }

    public static LogNames None { get; } = new([], [], [], [], []);

    public Person? Person(PersonId id) => _persons.GetValueOrDefault(id);

    public Account? Account(AccountId id) => _accounts.GetValueOrDefault(id);

    public Unit? Unit(UnitId id) => _units.GetValueOrDefault(id);

    /// <summary>What the organisation calls a platform; null where that is the product's own name, or unknown.</summary>
    public string? Platform(string key) => _platforms.GetValueOrDefault(key);

    /// <summary>What the organisation calls a purpose of its own; null where it is a shipped one, or unknown.</summary>
    public string? Purpose(string key) => _purposes.GetValueOrDefault(key);

    internal static async Task<LogNames> Of(VaultDb db, IReadOnlyList<LogEntry> entries)
    {
        var mentioned = new Mentioned();
        foreach (var entry in entries)
            mentioned.Note(entry);
        var persons = await SoundRows.Of(mentioned.Persons, ids => db.Set<Person>().Where(p => ids.Contains(p.Id)));
        var accounts = await SoundRows.Of(mentioned.Accounts, ids => db.Set<Account>().Where(a => ids.Contains(a.Id)));
        mentioned.Units.UnionWith(persons.Select(p => p.Unit));
        var units = await SoundRows.Of(mentioned.Units, ids => db.Set<Unit>().Where(u => ids.Contains(u.Id)));
        var platforms = await SoundRows.Of(
            mentioned.Platforms,
            keys => db.Set<PlatformRow>().Where(p => keys.Contains(p.Key))
        );
        var purposes = await SoundRows.Of(
            mentioned.Purposes,
            keys => db.Set<PurposeRow>().Where(p => keys.Contains(p.Key))
        );
        return new LogNames(persons, accounts, units, platforms, purposes);
    }

    /// <summary>Every person and account by name, for a reader who may choose among them.</summary>
    internal static async Task<(List<Person> Persons, List<Account> Accounts)> All(VaultDb db)
    {
        HashSet<PersonId> persons = [.. await db.Set<Person>().Select(p => p.Id).ToListAsync()];
        HashSet<AccountId> accounts = [.. await db.Set<Account>().Select(a => a.Id).ToListAsync()];
        return (
            await SoundRows.Of(persons, ids => db.Set<Person>().Where(p => ids.Contains(p.Id))),
            await SoundRows.Of(accounts, ids => db.Set<Account>().Where(a => ids.Contains(a.Id)))
        );
    }

    /// <summary>Identifiers in actor and event. A subject without a type of its own may be a person or an account.</summary>
    private sealed class Mentioned
    {
        public HashSet<PersonId> Persons { get; } = [];

        public HashSet<AccountId> Accounts { get; } = [];

        public HashSet<UnitId> Units { get; } = [];

        // Never empty: how many queries a page takes does not depend on what happened.
        public HashSet<string> Platforms { get; } = [Core.Accounts.Platform.Generic];

        public HashSet<string> Purposes { get; } = [Core.Checkouts.Purpose.Emergency];

        public void Note(LogEntry entry)
        {
            if (entry.Actor is { } actor)
                Persons.Add(actor);
            foreach (var property in entry.Event?.GetType().GetProperties() ?? [])
                Note(property, entry.Event!);
        }

        private void Note(Guid subject)
        {
            Persons.Add(new PersonId(subject));
            Accounts.Add(new AccountId(subject));
        }

        private void Note(PropertyInfo property, AuditEvent happened)
        {
            switch (property.GetValue(happened))
            {
                case PersonId person:
                    Persons.Add(person);
                    break;
                case AccountId account:
                    Accounts.Add(account);
                    break;
                case UnitId unit:
                    Units.Add(unit);
                    break;
                case Guid subject:
                    Note(subject);
                    break;
                case string key when property.Name == nameof(PlatformAdded.Platform):
                    Platforms.Add(key);
                    break;
                case string key when property.Name == nameof(PurposeAdded.Purpose):
                    Purposes.Add(key);
                    break;
                case string text when Guid.TryParseExact(text, "D", out var subject):
                    Note(subject);
                    break;
            }
        }
    }
}
