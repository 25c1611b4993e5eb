using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;

namespace Vault.Core.Ledger;

/// <summary>Reads what stands beside the ledger's rows on screen. How many queries it takes is fixed.</summary>
internal sealed class KnowledgeReading(VaultDb db, DateTimeOffset now)
{
    /// <param name="sees">Whether the reader may be told of an account.</param>
    public async Task<IReadOnlyList<KnowledgeLine>> Lines(IReadOnlyList<StillKnown> known, Func<Account, bool> sees)
    {
        var people = known.Select(k => k.Person).Distinct().ToList();
        var versions = known.SelectMany(k => k.By).Select(k => k.Version).Distinct().ToList();
        var places = await db.Set<SecretVersion>().Where(v => versions.Contains(v.Id)).ToDictionaryAsync(v => v.Id);
        var ids = known.Select(k => k.Version.Account).Concat(places.Values.Select(v => v.Account)).Distinct().ToList();
        var accounts = await db.Set<Account>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id);
        var persons = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        var users = await Users(people, ids);
        var owed = (await RotationObligation.Open(db).Where(o => ids.Contains(o.Account)).ToListAsync())
            .Select(o => (o.Account, o.Component, o.Version))
            .ToHashSet();
        var entries = await Entries([.. known.SelectMany(k => k.By)]);
        return
        [
            .. known
                .Where(k => sees(accounts[k.Version.Account]))
                .Select(k => new KnowledgeLine(
                    persons[k.Person],
                    accounts[k.Version.Account],
                    k.Version,
                    [.. k.By.Select(by => Ground(by, k.Version))],
                    users.Contains((k.Version.Account, k.Person)),
                    owed.Contains((k.Version.Account, k.Version.Component, k.Version.Version))
                ))
                // Whom it no longer concerns first, then whoever has known it longest.
                .OrderBy(l => l.MayUse)
                .ThenBy(l => l.Grounds[0].Since)
                .ThenBy(l => l.Version.Component)
                .ThenBy(l => l.Person.Id.Value),
        ];

        KnowledgeGround Ground(Knowledge by, SecretVersion live)
        {
            var place = places[by.Version];
            var isEqual = by.Version != live.Id;
            var elsewhere =
                isEqual && sees(accounts[place.Account])
                    ? new EqualPlace(accounts[place.Account], place.Component, place.Version)
                    : null;
            return new(by.Source, by.Since, entries[by.RowId], isEqual, elsewhere);
        }
    }

    private async Task<HashSet<(AccountId, PersonId)>> Users(List<PersonId> people, List<AccountId> accounts)
    {
        var held = await db.Set<Appointment>()
            .Where(a => people.Contains(a.Person) && a.Account != null && accounts.Contains(a.Account.Value))
            .ToListAsync();
        return held.Where(a => a.MayReveal && a.IsLive(now)).Select(a => (a.Account!.Value, a.Person)).ToHashSet();
    }

    /// <summary>Row → the first line of the log that says it.</summary>
    private async Task<Dictionary<string, long>> Entries(IReadOnlyCollection<Knowledge> rows)
    {
        var accounts = rows.Select(r => (AccountId?)r.Account).Distinct().ToList();
        var times = rows.Select(r => r.Since.ToUnixTimeMilliseconds()).Distinct().ToList();
        var lines = await db
            .AuditEntries.Where(e =>
                accounts.Contains(e.Account) && Knowledge.Kinds.Contains(e.Kind) && times.Contains(e.At)
            )
            .OrderBy(e => e.Sequence)
            .Select(e => new { e.Sequence, e.Leaf })
            .ToListAsync();
        var entries = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (Knowledge.KeyOf(EventCodec.Read(line.Leaf)) is { } key)
                entries.TryAdd(key, line.Sequence);
        }
        return entries;
    }
}
