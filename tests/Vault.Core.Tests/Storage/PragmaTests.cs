using Microsoft.Data.Sqlite;
using Vault.Core.Storage;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Storage;

/// <summary>The settings without which the promises of durability would not hold are set and asserted at start (R71).</summary>
public sealed class PragmaTests : IAsyncLifetime
{
    private TestVault _vault = null!;

    public async Task InitializeAsync() => _vault = await TestVault.Founded();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public void As_the_writer_sets_them_they_pass()
    {
        using var connection = Connected();
        VaultStore.AssertPragmas(connection);
    }

    [Theory]
    [InlineData("synchronous", "NORMAL")]
    [InlineData("synchronous", "OFF")]
    [InlineData("foreign_keys", "OFF")]
    [InlineData("secure_delete", "OFF")]
    [InlineData("secure_delete", "FAST")]
    [InlineData("busy_timeout", "0")]
    [InlineData("trusted_schema", "ON")]
    [InlineData("temp_store", "FILE")]
    public void Each_wrong_one_is_refused(string pragma, string value)
    {
        using var connection = Connected();
        Run(connection, $"PRAGMA {pragma} = {value}");

        var refused = Assert.Throws<StorageRefusedException>(() => VaultStore.AssertPragmas(connection));

        Assert.Contains(pragma, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("MEMORY")]
    [InlineData("OFF")]
    public async Task A_journal_that_is_no_write_ahead_log_is_refused(string mode)
    {
        await _vault.Leave();
        using var connection = Connected();
        Run(connection, $"PRAGMA journal_mode = {mode}");

        var refused = Assert.Throws<StorageRefusedException>(() => VaultStore.AssertPragmas(connection));

        Assert.Contains("journal_mode", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_cannot_have_its_journal_stays_sealed()
    {
        var database = _vault.DatabaseFile;
        using var holder = new SqliteConnection($"Data Source={database};Pooling=False");

        var opening = await _vault.Reopen(() =>
        {
            holder.Open();
            Run(holder, "PRAGMA journal_mode = DELETE");
            // A reader in the old mode is enough to keep the database in it.
            Run(holder, "BEGIN; SELECT * FROM log_head");
        });

        Assert.Equal(SealReason.StorageRefused, Assert.IsType<Opening.Sealed>(opening).Reason);
    }

    [Fact]
    public void Readers_are_read_only_and_the_library_is_new_enough()
    {
        using var db = _vault.Read();
        var connection = (SqliteConnection)
            Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(db.Database);
        connection.Open();

        Assert.True(Version.Parse(connection.ServerVersion) >= new Version(3, 50, 4));
        var e = Assert.Throws<SqliteException>(() => Run(connection, "CREATE TABLE t (x)"));
        Assert.Equal(8, e.SqliteErrorCode);
    }

    private SqliteConnection Connected()
    {
        var connection = new SqliteConnection($"Data Source={_vault.DatabaseFile};Pooling=False");
        connection.Open();
        string[] pragmas =
        [
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "busy_timeout = 3000",
            "trusted_schema = OFF",
            "temp_store = MEMORY",
        ];
        foreach (var pragma in pragmas)
            Run(connection, $"PRAGMA {pragma}");
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
