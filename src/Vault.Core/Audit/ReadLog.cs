using Vault.Core.People;

namespace Vault.Core.Audit;

/// <summary>What came of opening the log.</summary>
public abstract record ReadLogOutcome
{
    private ReadLogOutcome() { }

    /// <summary>The line of the reading is durable.</summary>
    public sealed record Shown(LogPage Page) : ReadLogOutcome;

    /// <summary>Not this person's to read; the attempt is logged.</summary>
    public sealed record Refused : ReadLogOutcome;
}

/// <summary>The whole log for the reviewer, a page at a time. Each page is a line of the log before it is shown.</summary>
public sealed class ReadLog(VaultDb db, VaultInstance vault)
{
    /// <summary>Entries of a page on the screen.</summary>
    public const int PageSize = 50;

    /// <exception cref="VaultUnavailableException">The log took no line: nothing may be shown.</exception>
    public async Task<ReadLogOutcome> Run(Actor actor, LogFilter filter, LogPosition position, int size = PageSize)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, PageSize);
        var page = await new LogReader(db, vault).Page(filter, position, size);
        var line = LogRead.Of(LogScope.Whole, filter, position, page.Entries.Count);
        return await LogReading.Show(vault.Writer, actor, page, line, LogReading.IsReviewer);
    }
}
