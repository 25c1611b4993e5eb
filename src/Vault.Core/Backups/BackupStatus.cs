using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Backups;

/// <summary>How it stands with backups, from the log alone.</summary>
/// <param name="Since">When the vault was founded; null before.</param>
/// <param name="Last">The newest that was made.</param>
/// <param name="Failure">Why the newest attempt after it failed.</param>
/// <param name="IsAlarmed">The alarm was raised since.</param>
public sealed record BackupStatus(DateTimeOffset? Since, LastBackup? Last, BackupFault? Failure, bool IsAlarmed)
{
    public static BackupStatus Of(VaultInstance vault)
    {
        using var db = vault.OpenReader();
        var made = Newest<BackupMade>(db);
        var failed = Newest<BackupFailed>(db);
        var alarmed = Newest<BackupMissed>(db);
        var founded = Newest<VaultFounded>(db);
        return new(
            founded is null ? null : At(founded),
            made is null ? null : new(At(made), (BackupMade)made.Event),
            failed is not null && failed.Sequence > (made?.Sequence ?? -1) ? ((BackupFailed)failed.Event).Why : null,
            alarmed is not null && alarmed.Sequence > (made?.Sequence ?? -1)
        );
    }

    /// <summary>Older than two days; counted from the founding where there is none.</summary>
    public bool IsTooOld(DateTimeOffset now) => now - (Last?.At ?? Since) > BackupPlan.TooOld;

    private static DateTimeOffset At(LeafContent leaf) => leaf.At;

    private static LeafContent? Newest<TEvent>(VaultDb db)
        where TEvent : AuditEvent
    {
        var leaf = db
            .AuditEntries.Where(e => e.Kind == typeof(TEvent).Name)
            .OrderByDescending(e => e.Sequence)
            .Select(e => e.Leaf)
            .FirstOrDefault();
        return leaf is null ? null : EventCodec.Read(leaf);
    }
}

/// <summary>The newest backup.</summary>
public sealed record LastBackup(DateTimeOffset At, BackupMade Made);
