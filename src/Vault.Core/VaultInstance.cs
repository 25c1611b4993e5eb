using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Vault.Core.Audit;
using Vault.Core.Backups;
using Vault.Core.Custody;
using Vault.Core.Filings;
using Vault.Core.Keys;
using Vault.Core.Notices;
using Vault.Core.Rotations.Connectors;
using Vault.Core.Storage;
using Vault.Core.Witnesses;

namespace Vault.Core;

/// <summary>An opened vault: keys, log and writer. One per process and data folder.</summary>
public sealed class VaultInstance : IAsyncDisposable
{
    private readonly FileStream _lockFile;
    private readonly TamperWatch _watch;

    internal VaultInstance(
        OpeningOptions options,
        FileStream lockFile,
        VaultStore store,
        RootKey rootKey,
        SecretsRing ring,
        AuditLog log,
        ECDsa signingKey,
        WitnessFinding witnessed,
        WriterConnection connection
    )
    {
        _lockFile = lockFile;
        Folders = options.Folders;
        Clock = options.Clock;
        Demo = options.Demo;
        Connectors = options.Connectors;
        Backups = options.Backups;
        Store = store;
        RootKey = rootKey;
        Ring = ring;
        Log = log;
        SizeAtStart = log.Size;
        log.Equal = new EqualValues(new Sealer(this));
        Writer = new VaultWriter(store, log, connection, Clock, options.Logging.CreateLogger<VaultWriter>());
        (Writer.Following, Writer.Durable) = (Follow, Notices.Durable);
        _watch = new TamperWatch(store, log, options.Logging.CreateLogger<TamperWatch>());
        Writer.Disturbed = _watch.Disturbed;
        Witnessed = witnessed;
        Signer = new LogSigner(signingKey, log, OpenReader, witnessed.Witnessed);
        Witnesses = new WitnessRound(
            options.Witness.Of(Folders),
            options.Witness.RevealLimit,
            witnessed.Witnessed?.Size ?? 0,
            Signer,
            log,
            Clock,
            options.Logging.CreateLogger<WitnessRound>()
        );
    }

    public VaultFolders Folders { get; }

    public TimeProvider Clock { get; }

    /// <summary>The log's first leaf says that this vault holds invented data.</summary>
    public bool Demo { get; }

    /// <summary>What the host lets change values on platforms.</summary>
    public ConnectorList Connectors { get; }

    /// <summary>Null where none are made by themselves.</summary>
    public BackupPlan? Backups { get; }

    public VaultStore Store { get; }

    // Not public: whoever holds the ring opens secrets without a receipt.
    internal RootKey RootKey { get; }

    /// <inheritdoc cref="RootKey.Fingerprint"/>
    public byte[] RootKeyFingerprint => RootKey.Fingerprint();

    internal SecretsRing Ring { get; }

    public AuditLog Log { get; }

    /// <summary>Entries the log had when this process opened it; what is newer happened under its eyes.</summary>
    public long SizeAtStart { get; }

    public VaultWriter Writer { get; }

    public NoticeDesk Notices { get; } = new();

    /// <summary>What the witness file said when the vault was opened.</summary>
    public WitnessFinding Witnessed { get; }

    public LogSigner Signer { get; }

    public WitnessRound Witnesses { get; }

    /// <summary>A context that reads, for use outside a request. The caller disposes it.</summary>
    public VaultDb OpenReader() => Store.OpenReader(Log.Attestations);

    /// <summary>Notices last: they tell of filings too.</summary>
    private void Follow(WriteScope scope)
    {
        FilingDesk.Follow(scope);
        Notices.Follow(scope);
    }

    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync();
        await Witnesses.DisposeAsync();
        Signer.Dispose();
        // Readers first: the last connection to close empties the write-ahead log into the file, and a reader cannot.
        Store.CloseReaders();
        await Writer.DisposeAsync();
        Ring.Dispose();
        await _lockFile.DisposeAsync();
    }
}
