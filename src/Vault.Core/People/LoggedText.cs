using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>
/// What somebody typed with a step and what stands sealed in its line of the log and nowhere else. The line is of the
/// very moment of the step.
/// </summary>
internal sealed class LoggedText(VaultDb db, VaultInstance vault)
{
    /// <param name="person">Author of the line, or the person it concerns.</param>
    /// <returns>Null if there is no such line, or its text was destroyed.</returns>
    public async Task<string?> Of<TEvent>(
        PersonId? person,
        DateTimeOffset at,
        Func<TEvent, bool> isIt,
        Func<TEvent, PrivateText> text
    )
        where TEvent : AuditEvent
    {
        var lines = await new LogReader(db, vault).Page(
            new LogFilter(typeof(TEvent).Name, person, From: at, Until: at.AddMilliseconds(1)),
            LogPosition.Newest,
            ReadLog.PageSize
        );
        var line = lines.Entries.Select(e => e.Event).OfType<TEvent>().FirstOrDefault(isIt);
        return line is null ? null : text(line).Text;
    }
}
