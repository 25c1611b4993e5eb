namespace Vault.Core.Playbooks;

/// <summary>
/// The steps of a platform as they stood at one time. A version never changes; whatever began with it finds it by its id
/// for good, and newer ones stand beside it.
/// </summary>
public sealed record PlaybookVersion
{
    internal PlaybookVersion(PlaybookText text, PlaybookRow? row)
    {
        Id = text.Id;
        Platform = text.Platform;
        Number = text.Version;
        Steps = text.Steps;
        Note = text.Note;
        (BasedOn, SavedBy, SavedAt) = (row?.BasedOn, row?.SavedBy, row?.SavedAt);
    }

    public PlaybookVersionId Id { get; }

    /// <summary>Key of the platform it was written for; another one may follow it, see <see cref="PlaybookList.Newest"/>.</summary>
    public string Platform { get; }

    /// <summary>1, 2, … of the platform, the product's and the organisation's counted apart.</summary>
    public int Number { get; }

    public IReadOnlyList<PlaybookStep> Steps { get; }

    /// <summary>Why it was changed; null where nobody said.</summary>
    public string? Note { get; }

    /// <summary>The version it was made from; null for a shipped one.</summary>
    public PlaybookVersionId? BasedOn { get; }

    /// <summary>Null for a shipped one.</summary>
    public PersonId? SavedBy { get; }

    public DateTimeOffset? SavedAt { get; }

    public bool IsShipped => SavedBy is null;

    /// <summary>Null if it has no such step.</summary>
    public PlaybookStep? Find(string key) => Steps.FirstOrDefault(s => s.Key == key);
}
