using Microsoft.EntityFrameworkCore;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>
/// A component of an account of which the leaver knows, or knew, the value: because he knows a version of it, or any
/// version anywhere of the same value. Read anew whenever it matters, from the ledger and not from the list.
/// </summary>
/// <param name="Version">The newest version of it that he knows.</param>
/// <param name="Current">What is in use now; null: nothing is.</param>
/// <param name="Waiver">That the office let it be, if that covers what he knows.</param>
public sealed record KnownComponent(Component Component, int Version, SecretVersion? Current, HandoverWaiver? Waiver)
{
    /// <summary>
    /// What is in use is newer than anything he knows, and somebody else than its setter saw that it is on the platform.
    /// A pending value that he knows keeps it false: it may be on the platform too.
    /// </summary>
    public bool IsChanged => Current is { VerifiedAt: not null } && Current.Version > Version;

    public bool IsDone => IsChanged || Waiver is not null;

    /// <summary>Every version of every account whose value a person knows.</summary>
    /// <param name="until">As it was at a moment; null: now.</param>
    /// <exception cref="Audit.TamperedRowException">A row of the ledger is not the attested one, or was removed.</exception>
    internal static IReadOnlySet<SecretVersionId> KnownTo(
        VaultDb db,
        EqualValues equal,
        PersonId person,
        DateTimeOffset? until = null
    )
    {
        var known = db.AllOfNow(person.Value, db.Set<Knowledge>().Where(k => k.Person == person))
            .Where(k => until is null || k.Since <= until);
        return equal.Of(db, known.Select(k => k.Version)).Values.SelectMany(same => same).ToHashSet();
    }

    /// <summary>Of one account, by component.</summary>
    /// <param name="known">As <see cref="KnownTo"/> gives it.</param>
    /// <param name="waivers">Of the account in this handover.</param>
    internal static IReadOnlyList<KnownComponent> Of(
        VaultDb db,
        AccountId account,
        IReadOnlySet<SecretVersionId> known,
        IReadOnlyCollection<HandoverWaiver> waivers
    ) => Of(db.AllOfNow(account.Value, db.Set<SecretVersion>().Where(v => v.Account == account)), known, waivers);

    /// <param name="versions">All of one account.</param>
    /// <inheritdoc cref="Of(VaultDb, AccountId, IReadOnlySet{SecretVersionId}, IReadOnlyCollection{HandoverWaiver})"/>
    internal static IReadOnlyList<KnownComponent> Of(
        IEnumerable<SecretVersion> versions,
        IReadOnlySet<SecretVersionId> known,
        IReadOnlyCollection<HandoverWaiver> waivers
    ) =>
        [
            .. versions
                .Where(v => v.Component.IsRotatable())
                .GroupBy(v => v.Component)
                .Where(of => of.Any(v => known.Contains(v.Id)))
                .OrderBy(of => of.Key)
                .Select(of => Of(of.Key, [.. of], known, waivers)),
        ];

    private static KnownComponent Of(
        Component component,
        IReadOnlyList<SecretVersion> versions,
        IReadOnlySet<SecretVersionId> known,
        IReadOnlyCollection<HandoverWaiver> waivers
    )
    {
        var newest = versions.Where(v => known.Contains(v.Id)).Max(v => v.Version);
        var current = versions.SingleOrDefault(v => v.State == VersionState.Current);
        var waiver = waivers
            .Where(w => w.Component == component && w.Version >= newest)
            .OrderBy(w => w.At)
            .FirstOrDefault();
        return new(component, newest, current, waiver);
    }
}
