using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using static System.FormattableString;

namespace Vault.Core.Storage;

/// <summary>The writer's connection with its context and prepared statements; they live and die together.</summary>
internal sealed class WriterConnection : IDisposable
{
    private readonly VaultStore _store;
    private readonly DbConnection _connection;
    private readonly LogTable _log;
    private readonly DbCommand _savepoint;
    private readonly DbCommand _release;
    private readonly DbCommand _rollBack;
    private readonly DbCommand _version;
    private readonly DbCommand _schemaVersion;
    private long _seenVersion;
    private long? _soundSchema;

    public WriterConnection(VaultStore store, DbConnection connection, VaultDb db)
    {
        _store = store;
        _connection = connection;
        Db = db;
        // The writer sets its own savepoint for each command.
        db.Database.AutoSavepointsEnabled = false;
        _log = new LogTable(connection);
        _savepoint = Command("SAVEPOINT command");
        _release = Command("RELEASE command");
        _rollBack = Command("ROLLBACK TO command");
        _version = Command("PRAGMA data_version");
        _schemaVersion = Command("PRAGMA schema_version");
        _seenVersion = (long)_version.ExecuteScalar()!;
    }

    public VaultDb Db { get; }

    public LogTable Log => _log;

    /// <summary>BEGIN IMMEDIATE: the write lock is taken now or the batch fails.</summary>
    public DbTransaction Begin()
    {
        var transaction = _connection.BeginTransaction();
        Db.Database.UseTransaction(transaction);
        _log.Use(transaction);
        _savepoint.Transaction = _release.Transaction = _rollBack.Transaction = _version.Transaction = transaction;
        _schemaVersion.Transaction = transaction;
        return transaction;
    }

    /// <summary>Whether another connection has written since this was asked last. Only the vault's writer should.</summary>
    public bool WasDisturbed()
    {
        var version = (long)_version.ExecuteScalar()!;
        var disturbed = version != _seenVersion;
        _seenVersion = version;
        return disturbed;
    }

    /// <summary>
    /// Compares the schema whenever its version has moved. That very number makes SQLite read a schema again, so nothing
    /// that is planted without moving it works here.
    /// </summary>
    /// <exception cref="LogDamagedException">Something is in the schema that would write along with the vault.</exception>
    public void CheckSchema()
    {
        var version = (long)_schemaVersion.ExecuteScalar()!;
        if (version == _soundSchema)
            return;
        if (_store.SchemaFindings(_connection, _schemaVersion.Transaction) is [var first, ..])
            throw new LogDamagedException(
                null,
                $"The schema was changed past the vault: {first.Row.Id} ({first.How})."
            );
        _soundSchema = version;
    }

    /// <summary>
    /// Moves everything from the write-ahead log into the database and makes the log a file of no bytes. The pages there are
    /// what they were before a value was overwritten; in the database itself <c>secure_delete</c> has overwritten it.
    /// </summary>
    /// <returns>False while a reader still needs what is in the log. It is not waited for.</returns>
    public bool TryEmptyJournal()
    {
        // Somebody who exports the whole log may read for minutes, and the writer has others to serve.
        Run("PRAGMA busy_timeout = 0");
        try
        {
            return (long)Run("PRAGMA wal_checkpoint(TRUNCATE)")! == 0;
        }
        finally
        {
            Run(Invariant($"PRAGMA busy_timeout = {VaultStore.BusyMilliseconds}"));
        }
    }

    public void Savepoint() => _savepoint.ExecuteNonQuery();

    public void Release() => _release.ExecuteNonQuery();

    public void RollBack()
    {
        _rollBack.ExecuteNonQuery();
        _release.ExecuteNonQuery();
    }

    /// <summary>The head of an empty log, which names the vault: the only row written before there is a writer.</summary>
    public void InsertFirst(LogHead head) =>
#pragma warning disable RS0030 // There is no log yet that could attest it.
        Db.Database.ExecuteSql(
            $"INSERT INTO log_head (Id, Vault, Size, Root, Mac) VALUES (1, {head.Vault.ToString()}, {head.Size}, {head.Root}, {head.Mac})"
        );
#pragma warning restore RS0030

    public void Dispose()
    {
        _log.Dispose();
        _savepoint.Dispose();
        _release.Dispose();
        _rollBack.Dispose();
        _version.Dispose();
        _schemaVersion.Dispose();
        Db.Dispose();
        _connection.Dispose();
    }

    private object? Run(string sql)
    {
        using var command = Command(sql);
        return command.ExecuteScalar();
    }

    private DbCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class only.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
