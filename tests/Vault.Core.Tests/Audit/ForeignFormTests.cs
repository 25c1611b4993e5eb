using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>
/// Values in a form the vault never writes (R42): most mean the same to a lenient reader and something else to an index
/// or a filter, so they are forgeries like any other. SQLite keeps whatever it is given.
/// </summary>
public sealed class ForeignFormTests : IAsyncLifetime
{
    private CustodyScene _scene = null!;

    public async Task InitializeAsync() => _scene = await CustodyScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData("UPDATE secret_versions SET State = 'current'")]
    [InlineData("UPDATE secret_versions SET State = '1'")]
    [InlineData("UPDATE secret_versions SET State = 'Lost'")]
    [InlineData("UPDATE secret_versions SET State = ''")]
    [InlineData("UPDATE secret_versions SET Component = ' Password'")]
    [InlineData("UPDATE secret_versions SET SetBy = upper(SetBy)")]
    [InlineData("UPDATE secret_versions SET SetBy = '{' || SetBy || '}'")]
    [InlineData("UPDATE secret_versions SET SetBy = 'nobody'")]
    [InlineData("UPDATE secret_versions SET SetAt = 9223372036854775807")]
    [InlineData("UPDATE secret_versions SET SetAt = 'yesterday'")]
    [InlineData("UPDATE secret_versions SET Version = 1 + 4294967296")]
    [InlineData("UPDATE secret_versions SET Ciphertext = X''")]
    [InlineData("UPDATE secret_versions SET Ciphertext = NULL")]
    public void A_reader_refuses_it(string sql)
    {
        _scene.Vault.Sql(sql);

        Assert.Equal([TamperKind.Differs], Compare());
        using var db = _scene.Vault.Read();
        var refused = Record.Exception(() => db.Set<SecretVersion>().ToList());
        // A number that is none of ours cannot even be read; whoever reads it fails, and the comparison finds it.
        Assert.True(refused is TamperedRowException or OverflowException, $"{refused}");
    }

    [Theory]
    [InlineData("UPDATE secret_versions SET State = CAST(State AS BLOB)")]
    [InlineData("UPDATE secret_versions SET Version = CAST('1' AS BLOB)")]
    [InlineData("UPDATE secret_versions SET SetAt = CAST(CAST(SetAt AS TEXT) AS BLOB)")]
    public void What_reads_alike_but_compares_differently_is_found_by_the_comparison(string sql)
    {
        _scene.Vault.Sql(sql);

        Assert.Equal([TamperKind.Differs], Compare());
    }

    [Fact]
    public void A_value_a_column_may_not_have_by_its_schema_is_found_although_no_entity_can_be_built()
    {
        _scene.Vault.Sql(
            "PRAGMA writable_schema = ON;"
                + "UPDATE sqlite_schema SET sql = replace(sql, '\"DisplayName\" TEXT NOT NULL', '\"DisplayName\" TEXT')"
                + " WHERE name = 'persons'"
        );
        _scene.Vault.Sql("UPDATE persons SET DisplayName = NULL");

        Assert.Equal([TamperKind.Differs], Compare());
        using var db = _scene.Vault.Read();
        Assert.ThrowsAny<Exception>(() => db.Set<Person>().ToList());
    }

    [Fact]
    public void A_dropped_table_is_found()
    {
        _scene.Vault.Sql("DROP TABLE knowledge");

        Assert.ThrowsAny<Exception>(Compare);
    }

    [Fact]
    public async Task A_vault_whose_table_was_dropped_stays_sealed()
    {
        var opening = await _scene.Vault.Reopen(() => _scene.Vault.Sql("DROP TABLE knowledge"));

        Assert.Equal(SealReason.LogDamaged, Assert.IsType<Opening.Sealed>(opening).Reason);
    }

    private List<TamperKind> Compare() =>
        [
            .. new RowCheck(_scene.Vault.Instance.Store, _scene.Vault.Instance.Log.Attestations)
                .Compare()
                .Select(f => f.How),
        ];
}
