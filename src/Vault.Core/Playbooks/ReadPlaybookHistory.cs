using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Playbooks;

/// <summary>A version with who saved it and how it differs from the one it was made from.</summary>
/// <param name="SavedBy">Null for a shipped one.</param>
/// <param name="Difference">Null for the first of all.</param>
public sealed record PlaybookHistoryLine(PlaybookVersion Version, Person? SavedBy, PlaybookDifference? Difference);

/// <summary>Every version a platform's playbook ever had, the newest first. For everybody who is signed in.</summary>
public sealed class ReadPlaybookHistory(VaultDb db, FieldSealer fields, PlatformList platforms)
{
    /// <returns>Null if there is no such platform.</returns>
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one, or was removed.</exception>
    /// <exception cref="Custody.SecretNotOpenedException">A sealed text is not authentic.</exception>
    public async Task<(Platform Platform, IReadOnlyList<PlaybookHistoryLine> Lines)?> Run(string platform)
    {
        if (platforms.Find(platform) is not { } found)
            return null;
        var list = new PlaybookList(db, fields);
        var all = list.Of(platform);
        var byId = all.ToDictionary(v => v.Id);
        var people = all.Select(v => v.SavedBy).OfType<PersonId>().ToHashSet();
        var names = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        return (found, [.. all.Select(Line)]);

        PlaybookHistoryLine Line(PlaybookVersion version)
        {
            var former = version.BasedOn is { } basis
                ? byId.GetValueOrDefault(basis) ?? list.Find(basis)
                : all.FirstOrDefault(v => v.IsShipped && v.Number == version.Number - 1);
            return new(
                version,
                version.SavedBy is { } by ? names[by] : null,
                former is null ? null : PlaybookDifference.Between(former.Steps, version.Steps)
            );
        }
    }
}
