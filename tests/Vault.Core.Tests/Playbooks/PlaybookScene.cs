using Vault.Core.People;
using Vault.Core.Playbooks;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Playbooks;

/// <summary>An office that keeps its playbooks.</summary>
internal static class PlaybookScene
{
    /// <summary>What the form would send if nothing were changed.</summary>
    public static PlaybookEntry EntryOf(PlaybookVersion version, string? note = null) =>
        new([.. version.Steps.Select(StepEntry.Of)], note);

    /// <summary>Another sentence in the first step.</summary>
    public static PlaybookEntry Reworded(PlaybookVersion version, string zh, string? note = null)
    {
        var entry = EntryOf(version, note);
        return entry with { Steps = [entry.Steps[0] with { Zh = zh }, .. entry.Steps.Skip(1)] };
    }

    public static PlaybookVersion Newest(this Office office, string platform)
    {
        using var db = office.Vault.Read();
        return new PlaybookList(db, office.Vault.Get<FieldSealer>()).Newest(platform);
    }

    public static PlaybookVersion? Find(this Office office, PlaybookVersionId id)
    {
        using var db = office.Vault.Read();
        return new PlaybookList(db, office.Vault.Get<FieldSealer>()).Find(id);
    }

    public static async Task<SavePlaybookOutcome> SavePlaybook(
        this Office office,
        string platform,
        PlaybookEntry entry,
        Person? by = null,
        PlaybookVersionId? basedOn = null
    ) =>
        await office
            .Vault.Get<SavePlaybook>()
            .Run(await office.As(by ?? office.Registrar), platform, basedOn ?? office.Newest(platform).Id, entry);

    public static async Task<PlaybookVersion> SavedPlaybook(this Office office, string platform, PlaybookEntry entry) =>
        Assert.IsType<SavePlaybookOutcome.Saved>(await office.SavePlaybook(platform, entry)).Version;
}
