using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Vault.Core.Audit;
using Vault.Core.Backups;
using Vault.Core.Keys;
using Vault.Core.Rotations.Connectors;
using Vault.Core.Storage;
using Vault.Core.Witnesses;

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

    /// <summary>The key that signs the log is missing, damaged, or another than the log names.</summary>
    SigningKeyMissing,

    /// <summary>The log is not the one this vault wrote.</summary>
    LogDamaged,

    /// <summary>The database cannot be read, or its library or settings are not as the promises need.</summary>
    StorageRefused,

    /// <summary>Another process has this vault open.</summary>
    AlreadyOpen,

    /// <summary>A real vault was to be opened as the demo, or the demo as a real one.</summary>
    DemoMismatch,

    /// <summary>The database has an older schema and was only to be looked at.</summary>
    OlderSchema,
}

/// <summary>What came of opening a vault.</summary>
public abstract record Opening
{
    private Opening() { }

    public sealed record Opened(VaultInstance Vault) : Opening;

    public sealed record Sealed(SealReason Reason, string Detail) : Opening;

    /// <summary>
    /// Sound in itself, and not what a witness saw: sealed as well, until two persons acknowledge the loss. Nothing of
    /// the vault may be served but that.
    /// </summary>
    public sealed record Contradicted(WitnessFinding Finding, VaultInstance Vault) : Opening;
}

/// <summary>How a vault is to be opened.</summary>
/// <param name="MakeSchema">Brings the database to the present schema.</param>
/// <param name="MigrationsAssembly">Where the migrations are, or null.</param>
/// <param name="LookOnly">Writes nothing, neither schema nor alarm, and leaves every file and folder as it is.</param>
public sealed record OpeningOptions(
    VaultFolders Folders,
    Action<VaultDb> MakeSchema,
    string? MigrationsAssembly,
    TimeProvider Clock,
    ILoggerFactory Logging,
    bool Demo = false,
    bool LookOnly = false
)
{
    public WitnessOptions Witness { get; init; } = new();

    /// <summary>What the host lets change values on platforms.</summary>
    public ConnectorList Connectors { get; init; } = ConnectorList.None;

    /// <summary>Null: backups are made by whoever asks for them.</summary>
    public BackupPlan? Backups { get; init; }
}

/// <summary>Opens a vault in the one right order; whatever does not hold seals it, with the reason.</summary>
public static class VaultOpening
{
    public static Opening Open(OpeningOptions options)
    {
        FileStream? lockFile = null;
        SecretsRing? ring = null;
        ECDsa? signingKey = null;
        WriterConnection? connection = null;
        try
        {
            if (!options.LookOnly)
                options.Folders.Create();
            lockFile = PrivateFile.TakeLock(options.Folders.LockFile);
            if (lockFile is null)
                return Seal(SealReason.AlreadyOpen, options.Folders.Data);
            var store = new VaultStore(options.Folders.Data, options.MigrationsAssembly, options.LookOnly);
            var keyFile = new RootKeyFile(options.Folders.RootKeyFile);
            if (!keyFile.Exists && store.Exists)
                return Seal(SealReason.RootKeyMissing, keyFile.Path);
            // A root key is made only for a vault that does not exist yet.
            if ((keyFile.Exists ? keyFile.Read(options.LookOnly) : keyFile.Create()) is not { } rootKey)
                return Seal(SealReason.RootKeyUnreadable, keyFile.Path);
            ring = SecretsRing.Open(options.Folders.Ring, rootKey);
            var attestations = new Attestations();
            connection = store.OpenWriter(attestations);
            // Before anything is changed: a demo does not even migrate a vault, nor a vault a demo.
            if (DemoMark.Mismatch(connection.Db, options.Demo, options.LookOnly))
                return Seal(SealReason.DemoMismatch, options.Folders.Data);
            if (!options.LookOnly)
                options.MakeSchema(connection.Db);
            else if (connection.Db.Database.GetPendingMigrations().FirstOrDefault() is { } pending)
                return Seal(SealReason.OlderSchema, pending);
            store.LearnSchema(options.MakeSchema);
            connection.CheckSchema();
            var log = OpenLog(connection, rootKey, ring, attestations);
            if (MissingKey(connection.Db, log, ring) is { } missing)
                return Seal(SealReason.RingKeyMissing, missing);
            if (ring.KeyIds.Count == 0 && !options.LookOnly)
                ring.CreateKey(options.Clock.GetUtcNow());
            signingKey = SigningKey(new LogKeyFile(options.Folders.SigningKeyFile, rootKey), log, options.LookOnly);
            if (signingKey is null)
                return Seal(SealReason.SigningKeyMissing, options.Folders.SigningKeyFile);
            var witnessed = Witnessed(options, signingKey, log, connection.Db);
            var findings = new RowCheck(store, attestations).Compare();
            var opened = new VaultInstance(
                options,
                lockFile,
                store,
                rootKey,
                ring,
                log,
                signingKey,
                witnessed,
                connection
            );
            (lockFile, ring, signingKey, connection) = (null, null, null, null);
            if (options.LookOnly)
                opened.Writer.WriteNothing();
            foreach (var finding in findings)
                attestations.Refuse(finding);
            if (witnessed.Verdict != WitnessVerdict.Agrees)
                return new Opening.Contradicted(witnessed, opened);
            if (!options.LookOnly)
                opened.Witnesses.Start();
            return new Opening.Opened(opened);
        }
        catch (ForeignRingElementException e)
        {
            return Seal(SealReason.ForeignRingElement, e.File);
        }
        catch (Exception e) when (e is LogDamagedException or FormatException)
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
            connection?.Dispose();
            signingKey?.Dispose();
            ring?.Dispose();
            lockFile?.Dispose();
        }
    }

    private static Opening.Sealed Seal(SealReason reason, string detail) => new(reason, detail);

    private static AuditLog OpenLog(
        WriterConnection connection,
        RootKey rootKey,
        SecretsRing ring,
        Attestations attestations
    )
    {
        var heads = connection.Db.LogHeads.AsNoTracking().Take(2).ToList();
        if (heads.Count > 1)
            throw new LogDamagedException(null, "There is more than one log head.");
        var head = heads.SingleOrDefault();
        var log = new AuditLog(rootKey, ring.Provider, head?.Vault ?? VaultId.New(), attestations);
        // Only a new database has neither head nor entries; entries without a head are a damaged log.
        if (head is null && !connection.Db.AuditEntries.Any())
            connection.InsertFirst(log.HeadOf(new MerkleTree()));
        log.CatchUp(connection.Db);
        return log;
    }

    /// <summary>Null if it is not the one the log names. It is made only while the log is empty.</summary>
    private static ECDsa? SigningKey(LogKeyFile file, AuditLog log, bool lookOnly)
    {
        if (!file.Exists && log.Size == 0 && !lookOnly)
            return file.Create();
        if (file.Read() is not { } key)
            return null;
        if (log.SigningKey is not { } named || key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(named))
            return key;
        key.Dispose();
        return null;
    }

    /// <summary>What the witness file says. An empty log begins one: from then on it is missed when it is gone.</summary>
    private static WitnessFinding Witnessed(OpeningOptions options, ECDsa key, AuditLog log, VaultDb db)
    {
        var file = new WitnessFile(options.Folders.WitnessFile);
        var finding = WitnessComparison.Run(file, key, log, db);
        if (log.Size > 0 || finding.Verdict is not (WitnessVerdict.Missing or WitnessVerdict.Unreadable))
            return finding;
        var first = new Checkpoint(LogOrigin.Of(log.Vault, 1), 0, log.Root());
        if (!options.LookOnly)
            file.Begin(first.Sign(key));
        return finding with { Verdict = WitnessVerdict.Agrees, Witnessed = first };
    }

    /// <summary>A key that the log says was made and that the ring does not hold: what is sealed under it would be lost.</summary>
    private static string? MissingKey(VaultDb db, AuditLog log, SecretsRing ring)
    {
        var held = ring.KeyIds;
        if (log.Size > 0 && held.Count == 0)
            return "none";
        return db
            .AuditEntries.AsNoTracking()
            .Where(e => e.Kind == nameof(SecretsKeyCreated))
            .Select(e => e.Leaf)
            .AsEnumerable()
            .Select(l => EventCodec.Read(l).Event)
            .OfType<SecretsKeyCreated>()
            .Where(e => !held.Contains(e.Key))
            .Select(e => e.Key.ToString("D"))
            .FirstOrDefault();
    }
}
