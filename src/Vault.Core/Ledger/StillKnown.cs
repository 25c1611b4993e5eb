using Microsoft.EntityFrameworkCore;
using Vault.Core.Custody;

namespace Vault.Core.Ledger;

/// <summary>
/// 仍知情: a person knows what opens an account now, because he knows the very version or one that has the same value.
/// Components count one by one: a new password leaves a known recovery code as known as it was.
/// </summary>
/// <param name="Version">In use, or pending, which may be what the platform has already.</param>
/// <param name="By">How he came to know it, the earliest first; of another version where only the values are equal.</param>
public sealed record StillKnown(PersonId Person, SecretVersion Version, IReadOnlyList<Knowledge> By)
{
    public static IReadOnlyList<StillKnown> OfAccount(VaultDb db, EqualValues equal, AccountId account)
    {
        var versions = db.AllOfNow(account.Value, db.Set<SecretVersion>().Where(v => v.Account == account));
        var live = versions.Where(OpensSomething).ToList();
        var same = equal.Of(db, live.Select(v => v.Id));
        return Join(live, same, Knowledge.OfVersions(db, [.. same.Values.SelectMany(v => v).Distinct()]));
    }

    public static IReadOnlyList<StillKnown> OfPerson(VaultDb db, EqualValues equal, PersonId person)
    {
        var known = db.AllOfNow(person.Value, db.Set<Knowledge>().Where(k => k.Person == person));
        var ids = equal.Of(db, known.Select(k => k.Version)).Values.SelectMany(v => v).Distinct().ToList();
        var versions = db.SomeOfNow(
            db.Set<SecretVersion>().Where(v => ids.Contains(v.Id)),
            ids.Select(id => id.ToString())
        );
        var live = versions.Where(OpensSomething).ToList();
        return Join(live, equal.Of(db, live.Select(v => v.Id)), known);
    }

    private static bool OpensSomething(SecretVersion version) => version.IsLive && version.Component.IsRotatable();

    private static IReadOnlyList<StillKnown> Join(
        List<SecretVersion> live,
        IReadOnlyDictionary<SecretVersionId, IReadOnlySet<SecretVersionId>> same,
        List<Knowledge> known
    )
    {
        var of = known.ToLookup(k => k.Version);
        return
        [
            .. live.SelectMany(version =>
                same[version.Id]
                    .SelectMany(v => of[v])
                    .GroupBy(k => k.Person)
                    .Select(k => new StillKnown(k.Key, version, [.. k.OrderBy(g => g.Since).ThenBy(g => g.Source)]))
            ),
        ];
    }
}
