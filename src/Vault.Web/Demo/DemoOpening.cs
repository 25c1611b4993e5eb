using Vault.Core;
using Vault.Core.Storage;

namespace Vault.Web.Demo;

/// <summary>
/// Opens the demo. A new one is filled first; one whose filling was interrupted is made anew. Only what opened as a demo,
/// mark and all, is ever thrown away.
/// </summary>
internal static class DemoOpening
{
    /// <summary>
    /// Whether the key folder already holds somebody's keys although the demo does not exist yet: a demo never works
    /// with a real vault's keys.
    /// </summary>
    public static bool WouldUseForeignKeys(VaultFolders folders) =>
        !Directory.Exists(folders.Data) && File.Exists(folders.RootKeyFile);

    /// <param name="seeding">Called when the story begins to be told, which takes a while.</param>
    public static async Task<Opening> Open(OpeningOptions options, Action seeding)
    {
        var opening = VaultOpening.Open(options with { Demo = true });
        if (opening is not Opening.Opened { Vault: var vault } || IsFinished(vault))
            return opening;
        var isBegun = vault.Log.Size > 0;
        await vault.DisposeAsync();
        if (isBegun)
            Clear(options.Folders);
        seeding();
        return await Fill(options) ?? VaultOpening.Open(options with { Demo = true });
    }

    private static bool IsFinished(VaultInstance vault) => vault.Log.Size > 0 && DemoPeople.Exist(vault.Folders);

    /// <returns>Null once it is filled; what it opened to if that was not a vault.</returns>
    private static async Task<Opening?> Fill(OpeningOptions options)
    {
        var now = options.Clock.GetUtcNow();
        var calendar = new DemoCalendar(now);
        var clock = new DemoClock(calendar.At(0, 8, 0), now);
        var opening = VaultOpening.Open(options with { Demo = true, Clock = clock });
        if (opening is not Opening.Opened { Vault: var vault })
            return opening;
        await using (vault)
            DemoPeople.Save(options.Folders, await DemoSeed.Run(vault, clock, calendar));
        return null;
    }

    // The keys stay: they are this demo's own, see above, and do for the next.
    private static void Clear(VaultFolders folders)
    {
        foreach (var file in new[] { "", "-wal", "-shm" })
            File.Delete(folders.Database + file);
        File.Delete(folders.WitnessFile);
    }
}
