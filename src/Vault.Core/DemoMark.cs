using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core;

/// <summary>The first leaf of a demo's log says that everything in it is invented; nothing else makes a demo.</summary>
internal static class DemoMark
{
    /// <summary>True if a demo was asked for over a real vault, or a real vault over a demo.</summary>
    public static bool Mismatch(VaultDb db, AuditLog log, bool demo)
    {
        if (log.Size == 0)
            return false;
        var first = db.AuditEntries.AsNoTracking().Where(e => e.Sequence == 0).Select(e => e.Leaf).Single();
        return EventCodec.Read(first).Event is DemoVaultFounded != demo;
    }
}
