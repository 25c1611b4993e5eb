using Microsoft.Extensions.Logging;
using Vault.Core.Audit;
using Vault.Core.Keys;
using Vault.Core.Storage;

namespace Vault.Core;

/// <summary>An opened vault: keys, log and writer. One per process and data folder.</summary>
public sealed class VaultInstance : IAsyncDisposable
{
    private readonly FileStream _lockFile;

    internal VaultInstance(
        OpeningOptions options,
        FileStream lockFile,
        VaultStore store,
        RootKey rootKey,
        SecretsRing ring,
        AuditLog log
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
        Writer = new VaultWriter(store, log, options.Clock, options.Logging.CreateLogger<VaultWriter>());
    }

    public VaultFolders Folders { get; }

    public TimeProvider Clock { get; }

    /// <summary>The log's first leaf says that this vault holds invented data.</summary>
    public bool Demo { get; }

    public VaultStore Store { get; }

    public RootKey RootKey { get; }

    public SecretsRing Ring { get; }

    public AuditLog Log { get; }

    public VaultWriter Writer { get; }

    /// <summary>A context that reads, for use outside a request. The caller disposes it.</summary>
    public VaultDb OpenReader() => Store.OpenReader(Log.Attestations);

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Ring.Dispose();
        await _lockFile.DisposeAsync();
    }
}
