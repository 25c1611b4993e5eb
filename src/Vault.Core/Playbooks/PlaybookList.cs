using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Handovers;
using Vault.Core.People;

namespace Vault.Core.Playbooks;

/// <summary>
/// The versions of all playbooks, the product's and the organisation's. Whoever begins something takes the newest of the
/// platform and keeps its id; whoever goes on finds that version again.
/// </summary>
public sealed class PlaybookList(VaultDb db, FieldSealer fields)
{
    /// <summary>
    /// The one in force: the organisation's newest; where it has written none the product's newest; for a platform of its
    /// own that has none the one of 其他.
    /// </summary>
    /// <param name="platform">Key of the platform; one that is not known follows 其他 like one without steps of its own.</param>
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one, or was removed.</exception>
    /// <exception cref="Custody.SecretNotOpenedException">A sealed text is not authentic.</exception>
    public PlaybookVersion Newest(string platform) => Own(platform) ?? Own(Platform.Generic)!;

    /// <summary>
    /// What an account is changed by: while it is handed over, the version with which that began; otherwise the one in force.
    /// </summary>
    /// <inheritdoc cref="Newest"/>
    public PlaybookVersion For(Account account) =>
        HandoverFacts.PlaybookOf(db, account.Id) is { } begun
            ? Find(begun)!
            : Newest(new PlatformList(db).Of(account).Key);

    /// <summary>Null if there is no such version.</summary>
    /// <inheritdoc cref="Newest"/>
    public PlaybookVersion? Find(PlaybookVersionId id) =>
        ShippedPlaybooks.Find(id)
        ?? db.OneOfNow(db.Set<PlaybookRow>().Where(p => p.Id == id), id.ToString())?.Open(fields);

    /// <summary>Every version written for the platform: the organisation's, the newest first, then the product's likewise.</summary>
    /// <inheritdoc cref="Newest"/>
    public IReadOnlyList<PlaybookVersion> Of(string platform) =>
        [.. Rows(platform).Select(r => r.Open(fields)), .. ShippedPlaybooks.Of(platform)];

    private PlaybookVersion? Own(string platform) =>
        Rows(platform).FirstOrDefault()?.Open(fields) ?? ShippedPlaybooks.Of(platform).FirstOrDefault();

    private IEnumerable<PlaybookRow> Rows(string platform) =>
        db.AllOfNow(PlaybookRow.OwnerOf(platform), db.Set<PlaybookRow>().Where(p => p.Platform == platform))
            .OrderByDescending(p => p.Number);
}
