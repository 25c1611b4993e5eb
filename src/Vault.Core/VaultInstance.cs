using Microsoft.Extensions.Logging;
using Vault.Core.Audit;
using Vault.Core.Keys;
using Vault.Core.Storage;

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
        WriterConnection connection
    )
    {
        _lockFile = lockFile;
        Folders = options.Folders;
        Clock = options.Clock;
        Demo = options.Demo;
        Store = store;
        RootKey = rootKey;
        Ring = ring;
        Log = log;
        SizeAtStart = log.Size;
        Writer = new VaultWriter(store, log, connection, Clock, options.Logging.CreateLogger<VaultWriter>());
        _watch = new TamperWatch(store, log, options.Logging.CreateLogger<TamperWatch>());
        Writer.Disturbed = _watch.Disturbed;
    }

    public VaultFolders Folders { get; }

    public TimeProvider Clock { get; }

    /// <summary>The log's first leaf says that this vault holds invented data.</summary>
    public bool Demo { get; }

    public VaultStore Store { get; }

    // Not public: whoever holds the ring opens secrets without a receipt.
    internal RootKey RootKey { get; }

    internal SecretsRing Ring { get; }

    public AuditLog Log { get; }

    /// <summary>Entries the log had when this process opened it; what is newer happened under its eyes.</summary>
    public long SizeAtStart { get; }

    public VaultWriter Writer { get; }

    /// <summary>A context that reads, for use outside a request. The caller disposes it.</summary>
    public VaultDb OpenReader() => Store.OpenReader(Log.Attestations);

    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync();
        // Readers first: the last connection to close empties the write-ahead log into the file, and a reader cannot.
        Store.CloseReaders();
        await Writer.DisposeAsync();
        Ring.Dispose();
        await _lockFile.DisposeAsync();
    }
}
