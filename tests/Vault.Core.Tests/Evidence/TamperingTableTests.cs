using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Evidence;
using Vault.Core.Tests.Witnesses;
using Vault.Core.Witnesses;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Evidence;

/// <summary>
/// What must be detected, row by row as <c>Audit/README.md</c> promises it: by the vault alone, whose witness knows
/// nothing newer than what is done to the database, and with a witnessed checkpoint (R50, R54).
/// </summary>
[Trait("R", "R50"), Trait("R", "R54")]
public sealed class TamperingTableTests : IAsyncLifetime
{
    private CustodyScene _scene = null!;
    private ECDsa _key = null!;

    private TestVault Vault => _scene.Vault;

    private string Witness => Vault.Instance.Folders.WitnessFile;

    public async Task InitializeAsync()
    {
        _scene = await CustodyScene.Set();
        await _scene.RevealAndShow();
        await _scene.RevealAndShow();
        _key = ECDsa.Create();
        _key.ImportSubjectPublicKeyInfo(Vault.Instance.Signer.PublicKey, out _);
    }

    public async Task DisposeAsync()
    {
        _key.Dispose();
        await Vault.DisposeAsync();
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET Kind = 'LogRead' WHERE Kind = 'SecretRevealed'", "columns")]
    [InlineData(
        "UPDATE audit_entries SET Leaf = CAST(replace(CAST(Leaf AS TEXT), '127.0.0.1', '127.0.0.2') AS BLOB) WHERE Kind = 'SecretRevealed'",
        "hash"
    )]
    [InlineData("DELETE FROM audit_entries WHERE Sequence = 5", "sequence")]
    [InlineData(
        "UPDATE audit_entries SET Leaf = (SELECT Leaf FROM audit_entries WHERE Sequence = 6), LeafHash = (SELECT LeafHash FROM audit_entries WHERE Sequence = 6) WHERE Sequence = 5",
        "sequence"
    )]
    [InlineData(
        "INSERT INTO audit_entries (Sequence, At, Kind, Outcome, Leaf, LeafHash, Nodes) SELECT (SELECT max(Sequence) + 1 FROM audit_entries), At, Kind, Outcome, Leaf, LeafHash, Nodes FROM audit_entries WHERE Sequence = 5",
        "sequence"
    )]
    public async Task Row_1_an_entry_edited_deleted_reordered_doubled_or_inserted(string sql, string code)
    {
        Assert.Equal(SealReason.LogDamaged, SealedBy(await Vault.Reopen(() => Vault.Sql(sql))));
        Assert.StartsWith($"UNSOUND code={code} at=", Verdict(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_2_an_older_database_put_back()
    {
        var (copy, older) = await SetAside();
        await Vault.Leave();
        var newer = await File.ReadAllTextAsync(Witness);

        // Alone: nothing it holds says that it once was longer.
        await File.WriteAllTextAsync(Witness, older);
        Assert.IsType<Opening.Opened>(await Vault.Reopen(copy.PutBack));
        Assert.StartsWith("SOUND ", Verdict(), StringComparison.Ordinal);

        await Vault.Leave();
        await File.WriteAllTextAsync(Witness, newer);
        copy.PutBack();
        Assert.Equal("UNSOUND code=checkpoint-size at=--", Verdict());
        Assert.Equal(WitnessVerdict.Shorter, await Contradiction());
    }

    [Fact]
    public async Task Row_2_the_tail_cut()
    {
        await Vault.Leave();
        var last = Vault.Sql("DELETE FROM audit_details WHERE Sequence = (SELECT max(Sequence) FROM audit_entries)");
        Assert.InRange(last, 0, 9);
        Vault.Sql("DELETE FROM audit_entries WHERE Sequence = (SELECT max(Sequence) FROM audit_entries)");
        Rewrite(_ => null);

        Assert.Equal("UNSOUND code=checkpoint-size at=--", Verdict());
        // The head's MAC is the vault's own and catches who has no root key; an old head with its MAC is the row above.
        Assert.Equal(SealReason.LogDamaged, SealedBy(await Vault.Reopen()));
    }

    [Fact]
    public async Task Row_3_rewritten_and_recomputed_without_the_keys()
    {
        await Vault.Leave();
        Rewrite(leaf => leaf.Replace("\"from\":\"127.0.0.1\"", "\"from\":\"192.0.2.9\"", StringComparison.Ordinal));

        Assert.Equal("UNSOUND code=checkpoint-root at=--", Verdict());
        Assert.Equal(SealReason.LogDamaged, SealedBy(await Vault.Reopen()));
    }

    [Fact]
    public async Task Row_4_rewritten_with_every_key()
    {
        var (copy, older) = await SetAside();
        var witnessed = Vault.Instance.Log.Size;
        await Vault.Leave();
        var newer = await File.ReadAllTextAsync(Witness);

        // Whoever has every key lets the older copy go on to another story, longer than the true one.
        await File.WriteAllTextAsync(Witness, older);
        Assert.IsType<Opening.Opened>(await Vault.Reopen(copy.PutBack));
        while (Vault.Instance.Log.Size <= witnessed + 3)
            await Vault.Write(scope => scope.Append(new AnonymousRefusalsCounted(1, scope.Now)));
        Assert.IsType<Opening.Opened>(await Vault.Reopen());
        await Vault.Leave();
        Assert.StartsWith("SOUND ", Verdict(), StringComparison.Ordinal);

        await File.WriteAllTextAsync(Witness, newer);
        Assert.Equal("UNSOUND code=checkpoint-root at=--", Verdict());
        Assert.Equal(WitnessVerdict.Inconsistent, await Contradiction());
    }

    [Fact]
    public async Task Row_5_a_person_renamed()
    {
        await Vault.Reopen(() => Assert.True(Vault.Sql("UPDATE persons SET DisplayName = '别人'") > 0));

        Assert.Contains(await Alarms(), a => a.Table == "persons");
        // What he was called stands in the log, committed to in its leaf.
        var file = Path.Combine(Vault.Root, "log.txt");
        await ExportLogFile.Run(Vault.Instance, file, withTexts: true);
        Assert.Contains("\"text\":\"张三\"", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.StartsWith("SOUND ", Verdict(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("older")]
    [InlineData("missing")]
    [InlineData("back")]
    public async Task Row_6_a_secret_row_older_missing_or_back_again(string how)
    {
        var older = Row();
        await _scene.Change("another-Canary-9");
        Assert.NotEqual(older["State"], Row()["State"]);
        await Vault.Reopen(() =>
        {
            if (how == "older")
                Put(older);
            else if (how == "missing")
                Vault.Sql("DELETE FROM secret_versions WHERE Id = @id", ("@id", older["Id"]));
            else
                Put(new(older) { ["Id"] = Guid.NewGuid().ToString(), ["Version"] = 99L });
        });

        Assert.Contains(await Alarms(), a => a.Table == "secret_versions");
    }

    [Fact]
    public async Task Row_7_what_happened_after_the_last_checkpoint_removed()
    {
        var (copy, older) = await SetAside();
        await Vault.Leave();
        // The newest checkpoint anybody has is that of the copy.
        await File.WriteAllTextAsync(Witness, older);
        copy.PutBack();

        Assert.StartsWith("SOUND ", Verdict(), StringComparison.Ordinal);
        Assert.IsType<Opening.Opened>(await Vault.Reopen());
    }

    /// <summary>A copy of the database and of its witness; the vault then goes on, and is witnessed to its end.</summary>
    private async Task<(DatabaseCopy Copy, string Witness)> SetAside()
    {
        var copy = new DatabaseCopy(Vault);
        Assert.IsType<Opening.Opened>(await Vault.Reopen(copy.Take));
        var witness = await File.ReadAllTextAsync(Witness);
        await _scene.SignInAgain();
        await _scene.RevealAndShow();
        return (copy, witness);
    }

    /// <summary>Everything that can be made anew without a key: leaves, hashes, nodes, and the head but for its MAC.</summary>
    private void Rewrite(Func<string, string?> edit)
    {
        var leaves = new List<(long Sequence, byte[] Leaf)>();
        using (var db = Vault.Read())
            leaves.AddRange(
                db.AuditEntries.OrderBy(e => e.Sequence)
                    .Select(e => new { e.Sequence, e.Leaf })
                    .AsEnumerable()
                    .Select(e => (e.Sequence, e.Leaf))
            );
        var tree = new MerkleTree();
        foreach (var (sequence, leaf) in leaves)
        {
            var bytes = edit(Encoding.UTF8.GetString(leaf)) is { } edited ? Encoding.UTF8.GetBytes(edited) : leaf;
            var hash = MerkleTree.LeafHash(bytes);
            Vault.Sql(
                "UPDATE audit_entries SET Leaf = @leaf, LeafHash = @hash, Nodes = @nodes WHERE Sequence = @sequence",
                ("@leaf", bytes),
                ("@hash", hash),
                ("@nodes", tree.Append(hash)),
                ("@sequence", sequence)
            );
        }
        Vault.Sql("UPDATE log_head SET Size = @size, Root = @root", ("@size", tree.Size), ("@root", tree.Root()));
    }

    private string Verdict(string? file = null) =>
        VerifyLog.Run(new(file ?? Vault.DatabaseFile, _key, [Witness])).Verdict.ToString();

    private static SealReason SealedBy(Opening opening) => Assert.IsType<Opening.Sealed>(opening).Reason;

    private async Task<WitnessVerdict> Contradiction()
    {
        var why = Assert.IsType<Opening.Contradicted>(await Vault.Reopen());
        await why.Vault.DisposeAsync();
        return why.Finding.Verdict;
    }

    private async Task<List<TamperingDetected>> Alarms()
    {
        // Alarms go through the queue: what was raised at start stands before this command's line.
        await Vault.Write(_ => { });
        return [.. Vault.Log().Select(l => l.Event).OfType<TamperingDetected>()];
    }

    private Dictionary<string, object?> Row()
    {
        using var db = Vault.Read();
        db.Database.OpenConnection();
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT * FROM secret_versions ORDER BY Version LIMIT 1";
        using var row = command.ExecuteReader();
        Assert.True(row.Read());
        return Enumerable
            .Range(0, row.FieldCount)
            .ToDictionary(row.GetName, i => row.IsDBNull(i) ? null : row.GetValue(i), StringComparer.Ordinal);
    }

    private void Put(Dictionary<string, object?> row) =>
        Vault.Sql(
            $"INSERT OR REPLACE INTO secret_versions ({string.Join(", ", row.Keys)}) VALUES ({string.Join(", ", row.Keys.Select(k => "@" + k))})",
            [.. row.Select(c => ("@" + c.Key, c.Value))]
        );
}
