using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Vault.Core.Audit;
using Vault.Core.Keys;
using Vault.Core.Storage;

namespace Vault.Core;

/// <summary>Why a vault does not open. Each has a sentence with its remedy on screen and console.</summary>
public enum SealReason
{
    /// <summary>There is a database, but no root key.</summary>
    RootKeyMissing,

    /// <summary>The root key file does not hold a root key.</summary>
    RootKeyUnreadable,

    /// <summary>An element in the key ring does not authenticate: foreign, damaged, or of another root key.</summary>
    ForeignRingElement,

    /// <summary>The ring holds no key although the log is not empty, or lacks one that a secret names.</summary>
    RingKeyMissing,

    /// <summary>The log is not the one this vault wrote.</summary>
    LogDamaged,

    /// <summary>The database cannot be read, or its library or settings are not as the promises need.</summary>
    StorageRefused,

    /// <summary>Another process has this vault open.</summary>
    AlreadyOpen,

    /// <summary>A real vault was to be opened as the demo, or the demo as a real one.</summary>
    DemoMismatch,
}

/// <summary>What came of opening a vault.</summary>
public abstract record Opening
{
    private Opening() { }

    public sealed record Opened(VaultInstance Vault) : Opening;

    public sealed record Sealed(SealReason Reason, string Detail) : Opening;
}

/// <summary>How a vault is to be opened.</summary>
/// <param name="MakeSchema">Brings the database to the present schema.</param>
/// <param name="MigrationsAssembly">Where the migrations are, or null.</param>
public sealed record OpeningOptions(
    VaultFolders Folders,
    Action<VaultDb> MakeSchema,
    string? MigrationsAssembly,
    TimeProvider Clock,
    ILoggerFactory Logging,
    bool Demo = false
);

/// <summary>Opens a vault in the one right order; whatever does not hold seals it, with the reason.</summary>
public static class VaultOpening
{
    public static Opening Open(OpeningOptions options)
    {
        options.Folders.Create();
        FileStream? lockFile = null;
        SecretsRing? ring = null;
        try
        {
            lockFile = TakeLock(options.Folders.LockFile);
            if (lockFile is null)
                return new Opening.Sealed(SealReason.AlreadyOpen, options.Folders.Data);
            var store = new VaultStore(options.Folders.Data, options.MigrationsAssembly);
            if (FindRootKey(new RootKeyFile(options.Folders.RootKeyFile), store.Exists) is not { } found)
                return Seal(SealReason.RootKeyMissing, options.Folders.RootKeyFile);
            if (found.Key is not { } rootKey)
                return Seal(SealReason.RootKeyUnreadable, options.Folders.RootKeyFile);
            ring = SecretsRing.Open(options.Folders.Ring, rootKey);
            var log = OpenLog(options, store, rootKey, ring);
            if (log.Size > 0 && ring.KeyIds.Count == 0)
                return Seal(SealReason.RingKeyMissing, options.Folders.Ring);
            if (log.Size == 0 && ring.KeyIds.Count == 0)
                ring.CreateKey(options.Clock.GetUtcNow());
            if (DemoMark.Mismatch(store, log, options.Demo))
                return Seal(SealReason.DemoMismatch, options.Folders.Data);
            var opened = new VaultInstance(options, lockFile, store, rootKey, ring, log);
            (lockFile, ring) = (null, null);
            return new Opening.Opened(opened);
        }
        catch (ForeignRingElementException e)
        {
            return Seal(SealReason.ForeignRingElement, e.File);
        }
        catch (LogDamagedException e)
        {
            return Seal(SealReason.LogDamaged, e.Message);
        }
        catch (Exception e)
            when (e is StorageRefusedException or SqliteException or IOException or UnauthorizedAccessException)
        {
            return Seal(SealReason.StorageRefused, e.Message);
        }
        finally
        {
            ring?.Dispose();
            lockFile?.Dispose();
        }
    }

    private static Opening.Sealed Seal(SealReason reason, string detail) => new(reason, detail);

    private static FileStream? TakeLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>A root key is made only for a vault that does not exist yet.</summary>
    private static FoundKey? FindRootKey(RootKeyFile file, bool vaultExists)
    {
        if (file.Exists)
            return new(file.Read());
        return vaultExists ? null : new(file.Create());
    }

    private static AuditLog OpenLog(OpeningOptions options, VaultStore store, RootKey rootKey, SecretsRing ring)
    {
        var attestations = new Attestations();
        using var connection = store.OpenWriter(attestations);
        options.MakeSchema(connection.Db);
        var head = connection.Db.LogHeads.AsNoTracking().SingleOrDefault();
        var log = new AuditLog(rootKey, ring.Provider, head?.Vault ?? VaultId.New(), attestations);
        if (head is null)
            connection.InsertFirst(log.HeadOf(new MerkleTree()));
        log.CatchUp(connection.Db);
        return log;
    }

    private sealed record FoundKey(RootKey? Key);
}
