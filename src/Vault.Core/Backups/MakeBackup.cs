using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Storage;

namespace Vault.Core.Backups;

/// <summary>What came of making a backup.</summary>
public abstract record MakeBackupOutcome
{
    private MakeBackupOutcome() { }

    public sealed record Made(string Path, BackupManifest Manifest, BackupMade Event) : MakeBackupOutcome;

    /// <param name="Detail">What the system said, for whoever reads the console.</param>
    public sealed record Failed(BackupFault Why, string Detail) : MakeBackupOutcome;
}

/// <summary>
/// Copies the vault while it is in use into one new file, sealed under a key derived from the root key, reads it back, and
/// only then gives it its name. One at a time; the line of the log follows the file.
/// </summary>
public sealed class MakeBackup(VaultInstance vault)
{
    /// <summary>What a backup is called while it is being written.</summary>
    internal const string PartSuffix = ".part";

    private static readonly SemaphoreSlim Gate = new(1);

    /// <param name="path">A file that does not exist yet, in a folder that does.</param>
    /// <exception cref="VaultUnavailableException">The log took no line. A file that was made is left.</exception>
    /// <exception cref="LogDamagedException">The stored log is not the one this vault wrote.</exception>
    public async Task<MakeBackupOutcome> Run(Actor actor, string path)
    {
        if (vault.Log.Size == 0)
            return new MakeBackupOutcome.Failed(BackupFault.NotFounded, path);
        await Gate.WaitAsync();
        try
        {
            var outcome = await Task.Run(() => Attempt(path));
            return await vault.Writer.Write(
                actor,
                scope =>
                {
                    if (outcome is MakeBackupOutcome.Failed failed)
                        scope.Append(new BackupFailed(failed.Why));
                    else
                        scope.Append(((MakeBackupOutcome.Made)outcome).Event);
                    return outcome;
                }
            );
        }
        finally
        {
            Gate.Release();
        }
    }

    private MakeBackupOutcome Attempt(string path)
    {
        if (File.Exists(path))
            return new MakeBackupOutcome.Failed(BackupFault.FileExists, path);
        var part = path + PartSuffix;
        var snapshot = Path.Combine(vault.Folders.Data, "backup.snapshot");
        try
        {
            // Signed before the copy is taken: the log in the copy leads on from it.
            var head = vault.Signer.Sign();
            var manifest = new BackupManifest(
                vault.Log.Vault,
                Copy(snapshot),
                vault.Clock.GetUtcNow(),
                typeof(MakeBackup)
                    .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
                    ?.InformationalVersion
                    ?? ""
            );
            // What a killed attempt has left.
            File.Delete(part);
            Write(part, manifest, head.Note, snapshot);
            var (length, digest) = ReadBack(part, manifest);
            File.Move(part, path);
            return new MakeBackupOutcome.Made(
                path,
                manifest,
                new(Path.GetFileName(path), manifest.Entries, length, digest)
            );
        }
        catch (SqliteException e)
        {
            return new MakeBackupOutcome.Failed(BackupFault.StorageRefused, e.Message);
        }
        catch (BackupRefusedException e)
        {
            return new MakeBackupOutcome.Failed(BackupFault.ReadBackOtherwise, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new MakeBackupOutcome.Failed(BackupFault.TargetRefused, e.Message);
        }
        finally
        {
            Remove(part);
            Remove(snapshot);
        }
    }

    /// <returns>Entries of the log in the copy.</returns>
    private long Copy(string snapshot)
    {
        File.Delete(snapshot);
        // SQLite takes an empty file for its target, and would make one that others may read.
        PrivateFile.Create(snapshot).Dispose();
        vault.Store.CopyTo(snapshot);
        using var copy = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = snapshot, Pooling = false }.ToString()
        );
        copy.Open();
        using var command = copy.CreateCommand();
        // As the vault has its database; a copy that is only looked at could not be brought to it.
        command.CommandText = "PRAGMA journal_mode = WAL; SELECT count(*) FROM audit_entries";
        using var reader = command.ExecuteReader();
        reader.NextResult();
        reader.Read();
        return reader.GetInt64(0);
    }

    private void Write(string part, BackupManifest manifest, string checkpoint, string snapshot)
    {
        using var file = PrivateFile.Create(part);
        BackupArchive.Write(file, vault.RootKey, manifest, checkpoint, vault.Folders, snapshot);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Each part of it authenticates, or it is refused.</summary>
    private (long Length, byte[] Digest) ReadBack(string part, BackupManifest manifest)
    {
        using var file = File.OpenRead(part);
        var read = BackupArchive.Read(file, vault.RootKey, (_, _) => { });
        if (read != manifest)
            throw new BackupRefusedException(BackupRefusal.OtherFormat);
        file.Position = 0;
        return (file.Length, SHA256.HashData(file));
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Named as unfinished, and sealed as everything in it: the next attempt removes it.
        }
    }
}
