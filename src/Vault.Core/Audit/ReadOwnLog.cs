using Vault.Core.People;

namespace Vault.Core.Audit;

/// <summary>A person's own entries: those he wrote and those that concern him.</summary>
public sealed class ReadOwnLog(VaultDb db, VaultInstance vault)
{
    /// <exception cref="VaultUnavailableException">The log took no line: nothing may be shown.</exception>
    public async Task<ReadLogOutcome> Run(Actor actor, LogFilter filter, LogPosition position)
    {
        var own = filter with { Person = actor.RequirePerson() };
        var page = await new LogReader(db, vault).Page(own, position, ReadLog.PageSize);
        var line = LogRead.Of(LogScope.Own, own, position, page.Entries.Count);
        return await LogReading.Show(vault.Writer, actor, page, line, static (_, _, _) => true);
    }
}
