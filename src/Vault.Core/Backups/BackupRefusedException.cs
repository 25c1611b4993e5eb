namespace Vault.Core.Backups;

/// <summary>Why a file is not taken for a backup of this vault.</summary>
public enum BackupRefusal
{
    /// <summary>The file does not begin as a backup does.</summary>
    NotABackup,

    /// <summary>Sealed under another root key than the one given.</summary>
    OtherRootKey,

    /// <summary>A byte was changed, or a part of it is missing.</summary>
    Damaged,

    /// <summary>Authentic, and made by a version of the vault that writes backups otherwise.</summary>
    OtherFormat,
}

/// <summary>A backup file is not what it has to be; nothing of it may be used.</summary>
public sealed class BackupRefusedException(BackupRefusal why) : Exception($"The backup is refused: {why}.")
{
    public BackupRefusal Why { get; } = why;
}
