using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Playbooks;

/// <summary>One version of a playbook, as a platform has it.</summary>
/// <param name="Newest">The one in force.</param>
/// <param name="Former">What it was made from, or the one before it; null where there is none.</param>
/// <param name="SavedBy">Null for a shipped one.</param>
/// <param name="ShippedSince">A shipped version that came after the organisation had written its own; null if there is none.</param>
public sealed record PlaybookReadout(
    Platform Platform,
    PlaybookVersion Version,
    PlaybookVersion Newest,
    PlaybookVersion? Former,
    Person? SavedBy,
    PlaybookVersion? ShippedSince
)
{
    public bool IsNewest => Version.Id == Newest.Id;

    /// <summary>None was written for the platform: it follows the steps of 其他.</summary>
    public bool IsBorrowed => Version.Platform != Platform.Key;

    public PlaybookDifference? Difference =>
        Former is null ? null : PlaybookDifference.Between(Former.Steps, Version.Steps);
}

/// <summary>Reads a playbook: the one in force, or a version of it. For everybody who is signed in.</summary>
public sealed class ReadPlaybook(VaultDb db, FieldSealer fields, PlatformList platforms)
{
    /// <param name="version">Null: the one in force.</param>
    /// <returns>Null if there is no such platform, or the version is of another one.</returns>
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one, or was removed.</exception>
    /// <exception cref="Custody.SecretNotOpenedException">A sealed text is not authentic.</exception>
    public async Task<PlaybookReadout?> Run(string platform, PlaybookVersionId? version = null)
    {
        if (platforms.Find(platform) is not { } found)
            return null;
        var list = new PlaybookList(db, fields);
        var newest = list.Newest(platform);
        var shown = version is { } id && id != newest.Id ? list.Find(id) : newest;
        if (shown is null || (shown.Platform != platform && shown.Id != newest.Id))
            return null;
        var all = list.Of(shown.Platform);
        var former = shown.BasedOn is { } basis
            ? list.Find(basis)
            : all.FirstOrDefault(v => v.IsShipped && v.Number == shown.Number - 1);
        var savedBy = shown.SavedBy is { } by ? await db.Set<Person>().SingleAsync(p => p.Id == by) : null;
        return new(found, shown, newest, former, savedBy, Since(all, newest));
    }

    /// <summary>The newest shipped one, unless the organisation's versions began with it or one as new.</summary>
    private static PlaybookVersion? Since(IReadOnlyList<PlaybookVersion> all, PlaybookVersion newest)
    {
        if (newest.IsShipped || all.FirstOrDefault(v => v.IsShipped) is not { } shipped)
            return null;
        var seen = all.Where(v => !v.IsShipped).Select(v => v.BasedOn);
        var basis = all.Where(v => v.IsShipped && seen.Contains(v.Id)).Select(v => v.Number).DefaultIfEmpty().Max();
        return shipped.Number > basis ? shipped : null;
    }
}
