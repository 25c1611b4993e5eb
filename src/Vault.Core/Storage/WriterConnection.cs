using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;

namespace Vault.Core.Storage;

/// <summary>The writer's connection with its context and the prepared statements of the log; they live and die together.</summary>
internal sealed class WriterConnection : IDisposable
{
    private readonly DbConnection _connection;
    private DbTransaction? _transaction;
    private LogTable? _log;

    public WriterConnection(DbConnection connection, VaultDb db)
    {
        _connection = connection;
        Db = db;
        // The writer sets its own savepoint for each command.
        db.Database.AutoSavepointsEnabled = false;
    }

    public VaultDb Db { get; }

    public LogTable Log => _log ??= new LogTable(_connection);

    /// <summary>BEGIN IMMEDIATE: the write lock is taken now or the batch fails.</summary>
    public DbTransaction Begin()
    {
        var transaction = _connection.BeginTransaction();
        _transaction = transaction;
        Db.Database.UseTransaction(transaction);
        Log.Use(transaction);
        return transaction;
    }

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = _transaction;
#pragma warning disable CA2100 // Savepoint statements of the writer only.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>The head of an empty log, which names the vault: the only row written before there is a writer.</summary>
    public void InsertFirst(LogHead head) =>
        Db.Database.ExecuteSql(
            $"INSERT INTO log_head (Id, Vault, Size, Root, Mac) VALUES (1, {head.Vault.ToString()}, {head.Size}, {head.Root}, {head.Mac})"
        );

    public void Dispose()
    {
        _log?.Dispose();
        Db.Dispose();
        _connection.Dispose();
    }
}
