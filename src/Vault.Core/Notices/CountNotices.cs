using Microsoft.EntityFrameworkCore;

namespace Vault.Core.Notices;

/// <summary>How many notices of a person are neither read nor settled. Every page asks; the database is asked when it changed.</summary>
public sealed class CountNotices(VaultDb db, VaultInstance vault)
{
    public int Run(PersonId person) =>
        vault.Notices.Count(
            person,
            () => db.Set<Notice>().Count(n => n.Receiver == person && n.ReadAt == null && n.SettledAt == null)
        );
}
