using Microsoft.Data.Sqlite;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Custody;

/// <summary>
/// A ciphertext opens at its own address only (R34): not in another row, component, version, account, column or vault.
/// The rows are taken as raw bytes, past every attestation, so that the cryptography stands alone.
/// </summary>
public sealed class MovedCiphertextTests : IAsyncLifetime
{
    private CustodyScene _scene = null!;

    private TestVault Vault => _scene.Vault;

    public async Task InitializeAsync() => _scene = await CustodyScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task The_full_matrix_of_rows_and_addresses_opens_on_its_diagonal_only()
    {
        var rows = await ManyRows();

        foreach (var ciphertext in rows)
        foreach (var address in rows)
        {
            var moved = new SealedSecret(address.Id, address.Address, ciphertext.Ciphertext);
            Assert.Equal(ReferenceEquals(ciphertext, address), Vault.Sealer.Probe(moved));
        }
    }

    [Fact]
    public async Task Moved_to_another_row_by_SQL_it_is_not_shown()
    {
        await _scene.Deposit("a secret of the app", Component.AppSecret);
        Vault.Sql(
            "UPDATE secret_versions SET (Ciphertext, CiphertextHash) ="
                + " (SELECT Ciphertext, CiphertextHash FROM secret_versions WHERE Component = 'AppSecret')"
                + " WHERE Component = 'Password'"
        );

        await Assert.ThrowsAsync<TamperedRowException>(() => _scene.Reveal());
    }

    [Theory]
    [InlineData("SELECT Fingerprint FROM secret_versions LIMIT 1")]
    [InlineData("SELECT Sealed FROM audit_details LIMIT 1")]
    public void Another_column_does_not_open_as_a_secret(string sql)
    {
        var version = _scene.Current();

        Assert.False(Vault.Sealer.Probe(new(version.Id, version.Sealed!.Address, (byte[])Scalar(sql)!)));
    }

    [Fact]
    public void A_secret_does_not_open_as_a_fingerprint_or_as_a_detail_of_the_log()
    {
        var version = _scene.Current();
        var forged = SecretVersion.Of(
            version.Sealed!,
            version.KeyId,
            version.Sealed!.Ciphertext,
            version.Origin,
            version.State,
            version.SetBy,
            version.SetAt
        );
        Assert.Throws<SecretNotOpenedException>(() =>
            Vault.Sealer.HadValue(forged, Plaintext.From("Canary-7Yq2!vault"u8), Component.Password)
        );

        var revealed = Vault.Log()[^1];
        var detail = new AuditDetail
        {
            Sequence = revealed.Sequence,
            Ordinal = 0,
            Sealed = version.Sealed!.Ciphertext,
        };
        Assert.All(
            new DetailSealer(Vault.Instance.Ring.Provider, Vault.Instance.Log.Vault).Inspect(revealed, [detail]),
            d => Assert.NotEqual(DetailState.Open, d.State)
        );
    }

    [Fact]
    public async Task In_another_vault_under_the_same_keys_it_does_not_open()
    {
        var version = _scene.Current();
        // The same root key and ring, another vault: only the vault's own number in the purposes keeps them apart.
        await using var other = TestVault.Unfounded(keysOf: Vault);

        Assert.NotEqual(Vault.Instance.Log.Vault, other.Instance.Log.Vault);
        Assert.Equal(Vault.Instance.Ring.KeyIds, other.Instance.Ring.KeyIds);
        Assert.False(other.Sealer.Probe(version.Sealed!));
        Assert.True(Vault.Sealer.Probe(version.Sealed!));
    }

    [Fact]
    public async Task In_another_vault_with_keys_of_its_own_it_does_not_open()
    {
        await using var other = await TestVault.Founded();

        Assert.False(other.Sealer.Probe(_scene.Current().Sealed!));
    }

    /// <summary>R33: one error, whichever byte was flipped, and the same as for a ciphertext of nothing.</summary>
    [Fact]
    public async Task Every_flipped_byte_gives_the_one_error()
    {
        var version = _scene.Current().Sealed!;
        var errors = new HashSet<string>(StringComparer.Ordinal);
        var candidates = Enumerable
            .Range(0, version.Ciphertext.Length)
            .SelectMany(i => new[] { (byte)1, (byte)0x80 }.Select(bit => Flipped(version.Ciphertext, i, bit)))
            .Concat([
                [],
                new byte[1],
                version.Ciphertext[..^1],
                [.. version.Ciphertext, 0],
            ]);
        foreach (var ciphertext in candidates)
        {
            var damaged = new SealedSecret(version.Id, version.Address, ciphertext);
            var line = CustodyScene.LineOf(_scene.Current()) with { CiphertextSha256 = damaged.Hash };
            var receipt = await Vault.Writer.Write(_scene.Actor, scope => scope.Append(line));

            var e = Assert.Throws<SecretNotOpenedException>(() => _scene.Show(damaged, receipt));

            Assert.Null(e.InnerException);
            errors.Add(e.Message);
        }
        Assert.Single(errors);
    }

    private async Task<List<SealedSecret>> ManyRows()
    {
        await _scene.Change("another value 9");
        await _scene.Deposit("a secret of the app", Component.AppSecret);
        await _scene.Deposit("mailbox value 12", Component.MailboxPassword);
        var other = await Vault.AddAccount("示例大学图书馆");
        await Vault.Appoint(_scene.Person, other);
        var proof = await Vault.Prove(_scene.Session, _scene.Actor, other.Id.Value);
        await Vault
            .Get<Deposit>()
            .Run(_scene.Actor, proof, other.Id, Component.Password, "of the library"u8.ToArray(), ValueOrigin.Typed);
        using var db = Vault.Read();
        var rows = db.Set<SecretVersion>().AsEnumerable().Select(v => v.Sealed!).ToList();
        Assert.Equal(5, rows.Count);
        return rows;
    }

    private object? Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Vault.DatabaseFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static byte[] Flipped(byte[] bytes, int index, byte bit)
    {
        var copy = (byte[])bytes.Clone();
        copy[index] ^= bit;
        return copy;
    }
}
