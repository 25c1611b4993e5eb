using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Playbooks;

/// <summary>A platform and the steps in force on it.</summary>
public sealed record PlaybookLine(Platform Platform, PlaybookVersion Version)
{
    /// <summary>None was written for it: it follows the steps of 其他.</summary>
    public bool IsBorrowed => Version.Platform != Platform.Key;
}

/// <summary>The playbooks in force, one for each platform of the list, in two queries; for everybody who is signed in.</summary>
public sealed class ListPlaybooks(VaultDb db, FieldSealer fields, PlatformList platforms)
{
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one, or was removed.</exception>
    /// <exception cref="Custody.SecretNotOpenedException">A sealed text is not authentic.</exception>
    public IReadOnlyList<PlaybookLine> Run()
    {
        var newest = db.EveryNow<PlaybookRow>(tracked: false)
            .GroupBy(r => r.Platform, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.MaxBy(r => r.Number)!.Open(fields), StringComparer.Ordinal);
        return [.. platforms.All.Select(p => new PlaybookLine(p, Of(p.Key) ?? Of(Platform.Generic)!))];

        PlaybookVersion? Of(string platform) =>
            newest.GetValueOrDefault(platform) ?? ShippedPlaybooks.Of(platform).FirstOrDefault();
    }
}
