using Microsoft.EntityFrameworkCore;
using Vault.Core.People;

namespace Vault.Core.Notices;

/// <summary>
/// 标为已读: one notice of one's own, or all of them. It changes nothing but the count, so it leaves no line in the log.
/// </summary>
public sealed class MarkNoticesRead(VaultInstance vault)
{
    /// <param name="id">Null: all that are not read.</param>
    /// <returns>The notices meant, read before or not; none where there is no such notice, or it is somebody else's.</returns>
    /// <exception cref="Audit.VaultUnavailableException">Storage does not answer.</exception>
    public Task<IReadOnlyList<Notice>> Run(Actor actor, NoticeId? id = null)
    {
        var person = actor.RequirePerson();
        return vault.Writer.Write<IReadOnlyList<Notice>>(
            actor,
            scope =>
            {
                var his = scope.Db.Set<Notice>().Where(n => n.Receiver == person);
                var meant = id is { } one
                    ? his.Where(n => n.Id == one)
                    : his.Where(n => n.ReadAt == null && n.SettledAt == null);
                var found = meant.ToList();
                found.ForEach(n => n.Read(scope.Now));
                vault.Notices.Changes(person);
                return found;
            }
        );
    }
}
