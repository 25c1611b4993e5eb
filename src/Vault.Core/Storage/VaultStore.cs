using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Vault.Core.Audit;
using static System.FormattableString;

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

    internal const int BusyMilliseconds = BusySeconds * 1000;

    private static readonly Version OldestSqlite = new(3, 50, 4);

    private readonly string _file;
    private readonly string _readers;
    private readonly Action<DbContextOptionsBuilder, DbConnection?> _provider;
    private readonly bool _lookOnly;

    /// <param name="lookOnly">Even the writer's connection is read-only.</param>
    internal VaultStore(string dataFolder, string? migrationsAssembly, bool lookOnly = false)
    {
        _lookOnly = lookOnly;
        _file = Path.Combine(dataFolder, VaultFolders.DatabaseName);
        _readers = new SqliteConnectionStringBuilder
        {
            DataSource = _file,
            Mode = SqliteOpenMode.ReadOnly,
            DefaultTimeout = BusySeconds,
        }.ToString();
        _provider = (options, connection) =>
        {
            if (connection is null)
                options.UseSqlite(_readers, o => o.MigrationsAssembly(migrationsAssembly));
            else
                options.UseSqlite(connection, o => o.MigrationsAssembly(migrationsAssembly));
        };
    }

    public string File => _file;

    public bool Exists => System.IO.File.Exists(_file);

    /// <summary>What the database has to consist of; null until <see cref="LearnSchema"/>, and where a test does without.</summary>
    internal VaultSchema? Schema { get; set; }

    /// <summary>Takes for the schema what is made of an empty database in memory.</summary>
    internal void LearnSchema(Action<VaultDb> make)
    {
        using var memory = new SqliteConnection("Data Source=:memory:");
        memory.Open();
        var options = new DbContextOptionsBuilder<VaultDb>();
        Configure(options, memory);
        using var db = new VaultDb(options.Options, new Attestations());
        make(db);
        Schema = VaultSchema.Of(memory);
    }

    /// <summary>Where the stored schema is not the vault's.</summary>
    internal IReadOnlyList<RowFinding> SchemaFindings(DbConnection connection, DbTransaction? transaction = null) =>
        Schema?.Differences(VaultSchema.Of(connection, transaction)) ?? [];

    /// <summary>Options of contexts that read: their connections are read-only.</summary>
    public void ConfigureReader(DbContextOptionsBuilder options) => Configure(options, null);

    /// <summary>A context that reads, for use outside a request.</summary>
    public VaultDb OpenReader(Attestations attestations)
    {
        var options = new DbContextOptionsBuilder<VaultDb>();
        Configure(options, null);
        return new VaultDb(options.Options, attestations);
    }

    /// <summary>The database as it is now, in an empty file; without what was destroyed, since free pages are not copied.</summary>
    /// <exception cref="SqliteException">It cannot be read, or the file cannot be written.</exception>
    internal void CopyTo(string file)
    {
        using var reader = new SqliteConnection(_readers);
        reader.Open();
        using var command = reader.CreateCommand();
        command.CommandText = "VACUUM INTO $file";
        command.Parameters.AddWithValue("$file", file);
        command.ExecuteNonQuery();
    }

    /// <summary>Closes the connections that readers have left behind for the next one.</summary>
    internal void CloseReaders()
    {
        using var any = new SqliteConnection(_readers);
        SqliteConnection.ClearPool(any);
    }

    /// <summary>Opens the one connection that writes, sets and asserts its pragmas.</summary>
    /// <exception cref="StorageRefusedException">The library or a pragma is not as the promises need.</exception>
    internal WriterConnection OpenWriter(Attestations attestations)
    {
        if (!_lookOnly)
            CreateFile();
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = _file,
                Mode = _lookOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite,
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
            return new WriterConnection(this, connection, new VaultDb(options.Options, attestations));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Configure(DbContextOptionsBuilder options, DbConnection? connection)
    {
        _provider(options, connection);
        options.AddInterceptors(AttestedRowInterceptor.Instance);
        // Held against the model by a test; at every start it would be a tenth of it.
        options.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
        if (connection is null)
            options.AddInterceptors(ReaderFailures.Instance).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
    }

    private void CreateFile()
    {
        // SQLite would create it 0644; the log and the shared-memory file beside it take over its mode.
        if (Exists)
            PrivateFile.Close(_file);
        else
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
                Invariant($"busy_timeout = {BusyMilliseconds}"),
                "trusted_schema = OFF",
                // What a savepoint keeps for going back: no file in a temporary folder, whose making costs more than the command.
                "temp_store = MEMORY",
            }
        )
            Scalar(connection, $"PRAGMA {pragma}");
    }

    /// <exception cref="StorageRefusedException">A promise would not hold on this connection.</exception>
    internal static void AssertPragmas(SqliteConnection connection)
    {
        Expect(connection, "journal_mode", "wal");
        Expect(connection, "synchronous", "2");
        Expect(connection, "foreign_keys", "1");
        Expect(connection, "secure_delete", "1");
        Expect(connection, "busy_timeout", Invariant($"{BusyMilliseconds}"));
        Expect(connection, "trusted_schema", "0");
        Expect(connection, "temp_store", "2");
        if (!Version.TryParse(connection.ServerVersion, out var version) || version < OldestSqlite)
            throw new StorageRefusedException($"SQLite {connection.ServerVersion} is older than {OldestSqlite}.");
    }

    private static void Expect(SqliteConnection connection, string pragma, string value)
    {
        var actual = Convert.ToString(Scalar(connection, $"PRAGMA {pragma}"), CultureInfo.InvariantCulture);
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
