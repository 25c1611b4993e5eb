using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>
/// What somebody with the database may do to the log (R50, R54): whatever is not the log this vault wrote keeps it
/// sealed at start. A whole older database put back is told by the witness alone: see OpeningAgainstWitnessTests.
/// </summary>
public sealed class LogDamageTests : IAsyncLifetime
{
    private CustodyScene _scene = null!;

    private TestVault Vault => _scene.Vault;

    public async Task InitializeAsync()
    {
        _scene = await CustodyScene.Set();
        await _scene.RevealAndShow();
        await _scene.RevealAndShow();
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    private static readonly Dictionary<string, string> Damages = new()
    {
        ["the newest entry is cut off"] =
            "DELETE FROM audit_entries WHERE Sequence = (SELECT max(Sequence) FROM audit_entries)",
        ["the tail is cut off and the head says so"] =
            "DELETE FROM audit_entries WHERE Sequence >= 5; UPDATE log_head SET Size = 5",
        ["every entry is gone"] = "DELETE FROM audit_entries",
        ["every entry is gone and the head says so"] = "DELETE FROM audit_entries; UPDATE log_head SET Size = 0",
        ["the first entry is gone"] = "DELETE FROM audit_entries WHERE Sequence = 0",
        ["an entry in the middle is gone"] = "DELETE FROM audit_entries WHERE Sequence = 3",
        ["an entry in the middle is gone and the others close up"] =
            "DELETE FROM audit_entries WHERE Sequence = 3; UPDATE audit_entries SET Sequence = Sequence - 1 WHERE Sequence > 3",
        ["two entries are exchanged"] =
            "UPDATE audit_entries SET Sequence = -1 WHERE Sequence = 2; UPDATE audit_entries SET Sequence = 2 WHERE"
            + " Sequence = 3; UPDATE audit_entries SET Sequence = 3 WHERE Sequence = -1",
        ["an entry is there twice"] =
            "INSERT INTO audit_entries (Sequence, At, Kind, Outcome, Actor, Account, Person, Leaf, LeafHash, Nodes) SELECT"
            + " (SELECT max(Sequence) + 1 FROM audit_entries), At, Kind, Outcome, Actor, Account, Person, Leaf, LeafHash, Nodes"
            + " FROM audit_entries WHERE Kind = 'SecretRevealed' LIMIT 1",
        ["a leaf is another"] =
            "UPDATE audit_entries SET Leaf = (SELECT Leaf FROM audit_entries WHERE Sequence = 1) WHERE Sequence = 2",
        ["a leaf hash is another"] = "UPDATE audit_entries SET LeafHash = zeroblob(32) WHERE Sequence = 2",
        ["a node of the tree is another"] = "UPDATE audit_entries SET Nodes = zeroblob(32) WHERE Sequence = 1",
        ["a node of the tree is gone"] = "UPDATE audit_entries SET Nodes = substr(Nodes, 1, 32) WHERE Sequence = 3",
        ["a node stands where there is none"] = "UPDATE audit_entries SET Nodes = zeroblob(32) WHERE Sequence = 2",
        ["a leaf hash is short"] = "UPDATE audit_entries SET LeafHash = X'00' WHERE Sequence = 2",
        ["the time beside a leaf is another"] = "UPDATE audit_entries SET At = At + 1 WHERE Sequence = 2",
        ["the kind beside a leaf is another"] =
            "UPDATE audit_entries SET Kind = 'LogRead' WHERE Kind = 'SecretRevealed'",
        ["the outcome beside a leaf is another"] = "UPDATE audit_entries SET Outcome = 'Failed' WHERE Sequence = 2",
        ["the actor beside a leaf is another"] =
            "UPDATE audit_entries SET Actor = '11111111-1111-4111-8111-111111111111' WHERE Kind = 'SecretRevealed'",
        ["the actor beside a leaf is nobody"] = "UPDATE audit_entries SET Actor = NULL WHERE Kind = 'SecretRevealed'",
        ["the account beside a leaf is none"] = "UPDATE audit_entries SET Account = NULL WHERE Kind = 'SecretRevealed'",
        ["the person beside a leaf is none"] = "UPDATE audit_entries SET Person = NULL WHERE Kind = 'PersonAdded'",
        ["the head says fewer"] = "UPDATE log_head SET Size = Size - 1",
        ["the head says more"] = "UPDATE log_head SET Size = Size + 1",
        ["the head has another root"] = "UPDATE log_head SET Root = zeroblob(32)",
        ["the head has a root of another length"] = "UPDATE log_head SET Root = zeroblob(4096)",
        ["the head has no root"] = "UPDATE log_head SET Root = X''",
        ["the head has another MAC"] = "UPDATE log_head SET Mac = zeroblob(32)",
        ["the head has no MAC"] = "UPDATE log_head SET Mac = X''",
        ["the head is of another vault"] = "UPDATE log_head SET Vault = '11111111-1111-4111-8111-111111111111'",
        ["the head is of no vault"] = "UPDATE log_head SET Vault = 'none'",
        ["the head is gone"] = "DELETE FROM log_head",
        ["there are two heads"] = "INSERT INTO log_head SELECT 2, Vault, Size, Root, Mac FROM log_head",
    };

    public static TheoryData<string> AllDamages => [.. Damages.Keys];

    [Theory]
    [MemberData(nameof(AllDamages))]
    public async Task A_damaged_log_keeps_the_vault_sealed(string damage)
    {
        var opening = await Vault.Reopen(() => Assert.True(Vault.Sql(Damages[damage]) > 0));

        Assert.Equal(SealReason.LogDamaged, Assert.IsType<Opening.Sealed>(opening).Reason);
        // Nothing was repaired meanwhile: it stays damaged.
        Assert.Equal(SealReason.LogDamaged, Assert.IsType<Opening.Sealed>(await Vault.Reopen()).Reason);
    }

    public static TheoryData<string> Forgeries =>
        [
            "{\"v\":1}",
            "not json at all",
            "",
            "null",
            "{\"v\":1,\"rows\":[",
            "{\"v\":1,\"rows\":[{\"t\":null}]}",
            "{\"v\":1,\"seq\":2,\"at\":\"2026-03-01T02:03:04.567Z\",\"kind\":\"LogRead\",\"outcome\":\"Done\",\"event\":null}",
            "{\"v\":1,\"seq\":2,\"at\":\"2026-03-01T02:03:04.567Z\",\"actorName\":null,\"kind\":\"LogRead\",\"outcome\":\"Done\",\"event\":{\"entries\":1}}",
        ];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_leaf_rewritten_together_with_its_hash_keeps_the_vault_sealed(string leaf)
    {
        var opening = await Vault.Reopen(() => Rewrite(2, Encoding.UTF8.GetBytes(leaf)));

        Assert.Equal(SealReason.LogDamaged, Assert.IsType<Opening.Sealed>(opening).Reason);
    }

    [Fact]
    public async Task A_plausible_leaf_rewritten_together_with_its_hash_and_columns_keeps_the_vault_sealed()
    {
        var revealed = Vault.Log().Last(l => l.Event is SecretRevealed);
        var leaf = EventCodec.Write(
            revealed.Sequence,
            revealed.At,
            _scene.Actor,
            revealed.ActorName,
            ((SecretRevealed)revealed.Event) with
            {
                Version = 9,
            },
            revealed.Rows
        );

        var opening = await Vault.Reopen(() => Rewrite(revealed.Sequence, leaf));

        Assert.Equal(SealReason.LogDamaged, Assert.IsType<Opening.Sealed>(opening).Reason);
    }

    [Fact]
    public async Task A_line_added_with_everything_but_the_root_key_keeps_the_vault_sealed()
    {
        var (size, tree) = (Vault.Instance.Log.Size, new MerkleTree());
        foreach (var hash in Hashes())
            tree.Append(hash);
        var leaf = EventCodec.Write(
            size,
            Vault.Clock.Now,
            Core.People.Actor.System,
            null,
            new AnonymousRefusalsCounted(1, Vault.Clock.Now),
            []
        );
        var nodes = tree.Append(MerkleTree.LeafHash(leaf));

        var opening = await Vault.Reopen(() =>
        {
            Vault.Sql(
                "INSERT INTO audit_entries (Sequence, At, Kind, Outcome, Leaf, LeafHash, Nodes)"
                    + " VALUES (@seq, @at, 'AnonymousRefusalsCounted', 'Refused', @leaf, @hash, @nodes)",
                ("@seq", size),
                ("@at", Vault.Clock.Now.ToUnixTimeMilliseconds()),
                ("@leaf", leaf),
                ("@hash", MerkleTree.LeafHash(leaf)),
                ("@nodes", nodes)
            );
            Vault.Sql("UPDATE log_head SET Size = @size, Root = @root", ("@size", size + 1), ("@root", tree.Root()));
        });

        Assert.Equal(SealReason.LogDamaged, Assert.IsType<Opening.Sealed>(opening).Reason);
    }

    [Fact]
    public async Task Rows_of_an_older_database_under_the_newer_log_are_alarmed()
    {
        Vault.Sql("CREATE TABLE older AS SELECT * FROM secret_versions");
        await _scene.Change("another value 9");

        var opening = await Vault.Reopen(() =>
            Vault.Sql("DELETE FROM secret_versions; INSERT INTO secret_versions SELECT * FROM older")
        );

        TestVault.Opened(opening);
        await Vault.Write(_ => { });
        Assert.Contains(
            Vault.Log(),
            l => l.Event is TamperingDetected { Table: "secret_versions", How: TamperKind.Differs }
        );
        Assert.Contains(
            Vault.Log(),
            l => l.Event is TamperingDetected { Table: "secret_versions", How: TamperKind.Missing }
        );
    }

    [Fact]
    public async Task A_log_written_past_the_running_vault_stops_it_and_seals_the_next_start()
    {
        Vault.Writer.Disturbed = null;
        Vault.Sql(
            "INSERT INTO audit_entries (Sequence, At, Kind, Outcome, Leaf, LeafHash, Nodes)"
                + " SELECT max(Sequence) + 1, At, Kind, Outcome, Leaf, LeafHash, Nodes FROM audit_entries"
        );

        await Assert.ThrowsAsync<VaultUnavailableException>(() => _scene.Reveal());
        await Assert.ThrowsAsync<VaultUnavailableException>(() => _scene.Reveal());
        Assert.Equal(SealReason.LogDamaged, Assert.IsType<Opening.Sealed>(await Vault.Reopen()).Reason);
    }

    private void Rewrite(long sequence, byte[] leaf) =>
        Assert.Equal(
            1,
            Vault.Sql(
                "UPDATE audit_entries SET Leaf = @leaf, LeafHash = @hash WHERE Sequence = @seq",
                ("@leaf", leaf),
                ("@hash", SHA256.HashData([0, .. leaf])),
                ("@seq", sequence)
            )
        );

    private List<byte[]> Hashes()
    {
        using var db = Vault.Read();
        return [.. db.AuditEntries.OrderBy(e => e.Sequence).Select(e => e.LeafHash)];
    }
}
