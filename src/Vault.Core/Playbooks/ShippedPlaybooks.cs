using System.Reflection;

namespace Vault.Core.Playbooks;

/// <summary>
/// The playbooks the product ships, one file for each version in <c>Shipped</c>. A file that was released never changes
/// and is never taken away: what was begun with it must find it.
/// </summary>
internal static class ShippedPlaybooks
{
    private const string Folder = ".Playbooks.Shipped.";

    /// <summary>Of each platform the newest first.</summary>
    public static IReadOnlyList<PlaybookVersion> All { get; } =
    [
        .. Files()
            .Select(f => new PlaybookVersion(f, row: null))
            .OrderBy(v => v.Platform, StringComparer.Ordinal)
            .ThenByDescending(v => v.Number),
    ];

    private static readonly Dictionary<PlaybookVersionId, PlaybookVersion> ById = All.ToDictionary(v => v.Id);

    private static readonly ILookup<string, PlaybookVersion> ByPlatform = All.ToLookup(
        v => v.Platform,
        StringComparer.Ordinal
    );

    public static PlaybookVersion? Find(PlaybookVersionId id) => ById.GetValueOrDefault(id);

    /// <summary>The newest first; none for a platform of the organisation's own.</summary>
    public static IEnumerable<PlaybookVersion> Of(string platform) => ByPlatform[platform];

    private static IEnumerable<PlaybookText> Files()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.Contains(Folder, StringComparison.Ordinal))
                continue;
            using var file = assembly.GetManifestResourceStream(name)!;
            yield return PlaybookText.Read(file);
        }
    }
}
