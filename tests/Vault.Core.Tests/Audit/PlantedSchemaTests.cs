using Vault.Core.Audit;
using Vault.Core.Checks;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>R54: nothing planted in the schema writes along with the vault, neither while it runs nor at its next start.</summary>
public sealed class PlantedSchemaTests : IAsyncLifetime
{
    private const string Eraser =
        "CREATE TRIGGER eraser AFTER INSERT ON audit_entries BEGIN DELETE FROM audit_entries WHERE Sequence = new.Sequence; END";

    private TestVault _vault = null!;

    public static TheoryData<string> Plants =>
        new()
        {
            Eraser,
            "CREATE VIEW eraser AS SELECT * FROM audit_entries",
            "CREATE UNIQUE INDEX eraser ON audit_entries (Kind, Sequence)",
            "DROP INDEX one_current",
            Reworded("\"Kind\" TEXT NOT NULL", "\"Kind\" TEXT"),
            Reworded("\"Kind\" TEXT NOT NULL", "\"Kind\" BLOB NOT NULL"),
            Reworded("\"Kind\" TEXT NOT NULL", "\"Kind\" TEXT NOT NULL CHECK (\"Kind\" <> 'SecretRevealed')"),
            Reworded("\"Kind\" TEXT NOT NULL", "\"Kind\" TEXT NOT NULL COLLATE NOCASE"),
            Reworded("\"Kind\" TEXT NOT NULL", "\"Kind\" TEXT NOT NULL ON CONFLICT IGNORE"),
            Reworded("\"Kind\" TEXT NOT NULL", "\"Kind\" TEXT NOT NULL DEFAULT 'LogRead'"),
            "ALTER TABLE audit_entries ADD COLUMN \"More\" TEXT",
            "ALTER TABLE audit_entries ADD COLUMN \"More\" TEXT AS (\"Kind\")",
            Reworded("\"Kind\" TEXT NOT NULL", "\"Kind\" TEXT NOT NULL REFERENCES \"persons\" (\"Id\")"),
        };

    /// <summary>The statement of the log's table, changed in the file as only somebody past the vault can.</summary>
    private static string Reworded(string from, string to) =>
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, "
        + $"'{from}', '{to.Replace("'", "''", StringComparison.Ordinal)}') WHERE name = 'audit_entries'; PRAGMA schema_version = 999";

    public async Task InitializeAsync() => _vault = await TestVault.Founded();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Theory, MemberData(nameof(Plants))]
    public async Task While_the_vault_runs_nothing_is_written_through_it(string plant)
    {
        var before = Entries();
        _vault.Sql(plant);

        await Assert.ThrowsAsync<VaultUnavailableException>(Write);
        await Assert.ThrowsAsync<VaultUnavailableException>(Write);

        Assert.Equal(before, Entries());
    }

    [Fact]
    public async Task Once_it_is_gone_the_vault_writes_again_and_its_log_is_whole()
    {
        _vault.Sql(Eraser);
        await Assert.ThrowsAsync<VaultUnavailableException>(Write);

        _vault.Sql("DROP TRIGGER eraser");
        await Write();

        Assert.Equal(_vault.Instance.Log.Size, Entries());
        TestVault.Opened(await _vault.Reopen());
    }

    [Theory, MemberData(nameof(Plants))]
    public async Task At_the_next_start_the_vault_stays_sealed(string plant)
    {
        var opening = await _vault.Reopen(() => _vault.Sql(plant));

        var seal = Assert.IsType<Opening.Sealed>(opening);
        Assert.Equal(SealReason.LogDamaged, seal.Reason);
        Assert.Contains(
            plant.Split(" ")[0] is "PRAGMA" or "ALTER" ? "audit_entries"
                : plant.Contains("one_current") ? "one_current"
                : "eraser",
            seal.Detail
        );
    }

    [Theory, MemberData(nameof(Plants))]
    public async Task Check_names_it(string plant)
    {
        _vault.Sql(plant);

        var report = await new Check(_vault.Instance).Run();

        var line = report.Lines.Single(l => l.Invariant == Invariant.Database);
        Assert.Contains(line.Findings, f => f.Kind == FindingKind.SchemaDiffers);
    }

    [Fact]
    public async Task A_further_table_is_left_alone()
    {
        _vault.Sql("CREATE TABLE notes (x); CREATE INDEX notes_x ON notes (x)");

        await Write();
        TestVault.Opened(await _vault.Reopen());
    }

    /// <summary>As another version of a library may word it. Every change here leaves the tables and indexes what they are.</summary>
    public static TheoryData<string> Wordings =>
        new()
        {
            "replace(sql, '\"', '`')",
            "replace(replace(sql, char(10), ' '), ' ', '  ')",
            "replace(replace(sql, 'NOT NULL', 'not  null'), 'CREATE TABLE', 'create table')",
            "replace(sql, '(', '( /* a word, \"CHECK\" (1) */ ')",
            "replace(sql, ' TEXT ', ' text ')",
            "replace(sql, 'CREATE UNIQUE INDEX', 'create unique /* one of a kind */ index')",
            "replace(sql, 'CONSTRAINT \"PK_', 'CONSTRAINT \"KEY_')",
        };

    [Theory, MemberData(nameof(Wordings))]
    public async Task The_same_schema_in_other_words_opens_and_is_written(string wording)
    {
        var changed = 0;
        var opening = await _vault.Reopen(() =>
            changed = _vault.Sql(
                $"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = {wording} WHERE type <> 'trigger' AND sql <> {wording}; PRAGMA schema_version = 999"
            )
        );

        Assert.True(changed > 0);
        TestVault.Opened(opening);
        await Write();
        var report = await new Check(_vault.Instance).Run();
        Assert.DoesNotContain(report.Lines.SelectMany(l => l.Findings), f => f.Kind == FindingKind.SchemaDiffers);
    }

    private Task Write() => _vault.Write(scope => scope.Append(new AnonymousRefusalsCounted(1, scope.Now)));

    private long Entries()
    {
        using var db = _vault.Read();
        return db.AuditEntries.Count();
    }
}
