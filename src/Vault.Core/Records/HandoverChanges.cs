using Microsoft.EntityFrameworkCore;
using Vault.Core.Custody;
using Vault.Core.Handovers;

namespace Vault.Core.Records;

/// <summary>How one secret that the leaver knew stood when its account was signed for.</summary>
/// <param name="Known">The newest version he knew.</param>
/// <param name="InUse">What was in use then; null: nothing was.</param>
internal sealed record ClosedChange(Component Component, int Known, SecretVersion? InUse, HandoverWaiver? Waiver)
{
    public bool IsChanged => InUse is { VerifiedAt: not null } version && version.Version > Known;
}

/// <summary>
/// What was changed for a handover, as it stood at the third signature. Read anew today it might be another: whoever left
/// may know something again since, and what was in use then may have been replaced.
/// </summary>
internal static class HandoverChanges
{
    /// <param name="part">Closed.</param>
    /// <inheritdoc cref="KnownComponent.KnownTo" path="/exception"/>
    public static IReadOnlyList<ClosedChange> Of(VaultDb db, EqualValues equal, HandoverFacts facts, HandoverPart part)
    {
        var closed = part.ClosedAt!.Value;
        var known = KnownComponent.KnownTo(db, equal, facts.Handover.Leaver, closed);
        var versions = db.AllOfNow(part.Account.Value, db.Set<SecretVersion>().Where(v => v.Account == part.Account));
        return
        [
            .. versions
                .Where(v => v.Component.IsRotatable() && v.SetAt <= closed)
                .GroupBy(v => v.Component)
                .Where(of => of.Any(v => known.Contains(v.Id)))
                .OrderBy(of => of.Key)
                .Select(of => Of(of.Key, [.. of], known, facts.WaiversOf(part), closed)),
        ];
    }

    private static ClosedChange Of(
        Component component,
        IReadOnlyList<SecretVersion> versions,
        IReadOnlySet<SecretVersionId> known,
        IReadOnlyCollection<HandoverWaiver> waivers,
        DateTimeOffset closed
    )
    {
        var newest = versions.Where(v => known.Contains(v.Id)).Max(v => v.Version);
        var live = versions.Where(v => v.State != VersionState.Pending && !(v.RetiredAt <= closed)).ToList();
        // One that had been set but not verified by then came into use later.
        var inUse = live.Where(v => v.VerifiedAt <= closed).MaxBy(v => v.Version) ?? live.MinBy(v => v.Version);
        var waiver = waivers.Where(w => w.Component == component && w.Version >= newest).MinBy(w => w.At);
        return new(component, newest, inUse, waiver);
    }
}
