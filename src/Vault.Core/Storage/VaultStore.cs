using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;

namespace Vault.Core.Storage;

/// <summary>Storage answers otherwise than the vault's promises need; the vault does not start on it.</summary>
public sealed class StorageRefusedException(string why) : Exception(why);

/// <summary>
/// The embedded database: one SQLite file in write-ahead-log mode. SQLite before 3.50.7 can corrupt such a log when two
/// connections checkpoint at once, so the writer's connection alone writes and checkpoints and every reader is
/// read-only.
/// </summary>
public sealed class VaultStore
{
    /// <summary>Seconds a connection waits for a lock before it gives up.</summary>
    private const int BusySeconds = 3;

    private static readonly Version OldestSqlite = new(3, 50, 4);

    private readonly string _file;
    private readonly Action<DbContextOptionsBuilder, DbConnection?> _provider;

    public VaultStore(string dataFolder, string? migrationsAssembly)
    {
        _file = Path.Combine(dataFolder, "vault.db");
        var readers = new SqliteConnectionStringBuilder
        {
            DataSource = _file,
            Mode = SqliteOpenMode.ReadOnly,
            DefaultTimeout = BusySeconds,
        }.ToString();
        _provider = (options, connection) =>
        {
            if (connection is null)
                options.UseSqlite(readers, o => o.MigrationsAssembly(migrationsAssembly));
            else
                options.UseSqlite(connection, o => o.MigrationsAssembly(migrationsAssembly));
        };
    }

    public string File => _file;

    public bool Exists => System.IO.File.Exists(_file);

    /// <summary>Options of contexts that read: their connections are read-only.</summary>
    public void ConfigureReader(DbContextOptionsBuilder options) => Configure(options, null);

    /// <summary>A context that reads, for use outside a request.</summary>
    public VaultDb OpenReader(Attestations attestations)
    {
        var options = new DbContextOptionsBuilder<VaultDb>();
        Configure(options, null);
        return new VaultDb(options.Options, attestations);
    }

    /// <summary>Opens the one connection that writes, sets and asserts its pragmas.</summary>
    /// <exception cref="StorageRefusedException">The library or a pragma is not as the promises need.</exception>
    internal WriterConnection OpenWriter(Attestations attestations)
    {
        CreateFile();
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = _file,
                Mode = SqliteOpenMode.ReadWrite,
                DefaultTimeout = BusySeconds,
                Pooling = false,
            }.ToString()
        );
        try
        {
            connection.Open();
            SetPragmas(connection);
            AssertPragmas(connection);
            var options = new DbContextOptionsBuilder<VaultDb>();
            Configure(options, connection);
            return new WriterConnection(connection, new VaultDb(options.Options, attestations));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether the failure concerns storage and not one command: the transaction is then gone or doubtful, and the
    /// whole batch fails.
    /// </summary>
    internal static bool EndsTheTransaction(Exception e) =>
        Sqlite(e) is { } sqlite && sqlite.SqliteErrorCode != SqliteConstraint;

    /// <summary>Whether another change came first.</summary>
    internal static bool IsConflict(Exception e) =>
        e is DbUpdateConcurrencyException || Sqlite(e)?.SqliteErrorCode == SqliteConstraint;

    /// <summary>The primary result code SQLITE_CONSTRAINT.</summary>
    private const int SqliteConstraint = 19;

    private static SqliteException? Sqlite(Exception e) => e as SqliteException ?? e.InnerException as SqliteException;

    private void Configure(DbContextOptionsBuilder options, DbConnection? connection)
    {
        _provider(options, connection);
        options.AddInterceptors(AttestedRowInterceptor.Instance);
        if (connection is null)
            options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
    }

    private void CreateFile()
    {
        if (Exists)
            return;
        // SQLite would create it 0644; the log and the shared-memory file beside it take over its mode.
        PrivateFile.Create(_file).Dispose();
    }

    private static void SetPragmas(SqliteConnection connection)
    {
        foreach (
            var pragma in new[]
            {
                "journal_mode = WAL",
                "synchronous = FULL",
                "foreign_keys = ON",
                "secure_delete = ON",
                $"busy_timeout = {BusySeconds * 1000}",
                "trusted_schema = OFF",
            }
        )
            Scalar(connection, $"PRAGMA {pragma}");
    }

    private static void AssertPragmas(SqliteConnection connection)
    {
        Expect(connection, "journal_mode", "wal");
        Expect(connection, "synchronous", "2");
        Expect(connection, "foreign_keys", "1");
        Expect(connection, "secure_delete", "1");
        if (!Version.TryParse(connection.ServerVersion, out var version) || version < OldestSqlite)
            throw new StorageRefusedException($"SQLite {connection.ServerVersion} is older than {OldestSqlite}.");
    }

    private static void Expect(SqliteConnection connection, string pragma, string value)
    {
        var actual = Convert.ToString(
            Scalar(connection, $"PRAGMA {pragma}"),
            System.Globalization.CultureInfo.InvariantCulture
        );
        if (actual != value)
            throw new StorageRefusedException($"PRAGMA {pragma} is {actual}, needed is {value}.");
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only the constants above come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
