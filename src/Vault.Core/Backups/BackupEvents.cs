using Vault.Core.Audit;

namespace Vault.Core.Backups;

/// <summary>A backup was made, read back and found whole.</summary>
/// <param name="File">Name of the file, without its folder.</param>
/// <param name="Entries">Entries of the log in it.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Digest">SHA-256 of the file.</param>
public sealed record BackupMade(string File, long Entries, long Length, byte[] Digest) : AuditEvent;

/// <summary>A backup was to be made and was not; nothing of it was left.</summary>
public sealed record BackupFailed(BackupFault Why) : AuditEvent
{
    public override AuditOutcome Outcome => AuditOutcome.Failed;
}

/// <summary>Why no backup was made.</summary>
public enum BackupFault
{
    /// <summary>There is a file of this name already.</summary>
    FileExists,

    /// <summary>The folder is not there or cannot be written, or its disk is full.</summary>
    TargetRefused,

    /// <summary>The database did not give itself to be copied.</summary>
    StorageRefused,

    /// <summary>What was read back was not what had been written.</summary>
    ReadBackOtherwise,

    /// <summary>The vault has not been founded: there is nothing in it, and no log to say so.</summary>
    NotFounded,
}

/// <summary>Backups older than they are kept were removed.</summary>
public sealed record OldBackupsRemoved(int Count) : AuditEvent;

/// <summary>No backup was made for longer than two days.</summary>
/// <param name="Last">When the newest one was; null if there is none.</param>
public sealed record BackupMissed(DateTimeOffset? Last) : AuditEvent
{
    public override AuditOutcome Outcome => AuditOutcome.Failed;
}
