namespace Vault.Core.Backups;

/// <summary>What a backup says of itself.</summary>
/// <param name="Entries">Entries of the log in it.</param>
/// <param name="Version">Of the vault that made it.</param>
public sealed record BackupManifest(VaultId Vault, long Entries, DateTimeOffset MadeAt, string Version);
