using Vault.Core.People;

namespace Vault.Core.Audit;

/// <summary>One entry for the reviewer, with everything that proves it.</summary>
public sealed class ReadLogEntry(VaultDb db, VaultInstance vault)
{
    /// <returns>An empty page if there is no such entry.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing may be shown.</exception>
    public async Task<ReadLogOutcome> Run(Actor actor, long sequence)
    {
        var page = await new LogReader(db, vault).One(sequence);
        var line = LogRead.Of(LogScope.Whole, LogFilter.All, LogPosition.Newest, page.Entries.Count) with
        {
            Entry = sequence,
        };
        return await LogReading.Show(vault.Writer, actor, page, line, LogReading.IsReviewer);
    }
}
