using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.Checks;
using Vault.Core.People;
using Vault.Core.Storage;
using Vault.TestKit;
using Vault.Web.Commands;
using Vault.Web.Tests.Conventions;
using Xunit;

namespace Vault.Web.Tests.Commands;

/// <summary>What <c>check</c> prints and answers on the console, in the terminal's language.</summary>
public sealed class CheckCommandTests : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("vault-check-").FullName;

    private VaultFolders Folders => VaultFolders.From(Path.Combine(_root, "data"))!;

    public async Task InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        await using var vault = Open();
        await vault.Writer.Write(
            Actor.System,
            scope => scope.Append(new VaultFounded(vault.Log.Vault, PrivateText.Of("示例大学"), UnitId.New()))
        );
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("zh-CN", "✓ 数据库文件完好", "全部通过。")]
    [InlineData("en", "✓ The database file is sound", "Everything holds.")]
    public async Task A_sound_vault_answers_0_with_a_line_for_each_invariant(string language, string first, string last)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        var (code, lines) = await Run(Folders);

        Assert.Equal(0, code);
        Assert.StartsWith(first, lines[0]);
        Assert.Equal(last, lines[^1]);
        // And one line more says when the log was last witnessed.
        Assert.Equal(Enum.GetValues<Invariant>().Length + 2, lines.Length);
        Assert.All(
            lines[..^1].Where(l => !l.StartsWith("    ", StringComparison.Ordinal)),
            l => Assert.StartsWith("✓ ", l)
        );
    }

    [Fact]
    public async Task What_does_not_hold_is_said_with_its_place_and_answers_1()
    {
        Sql("UPDATE audit_details SET Sealed = NULL");

        var (code, lines) = await Run(Folders);

        Assert.Equal(1, code);
        var line = Array.FindIndex(lines, l => l.StartsWith("✗ 密封的姓名和事由", StringComparison.Ordinal));
        Assert.Equal("    密封内容已被销毁，但没有销毁的记录：0/organisation", lines[line + 1]);
        Assert.Single(lines, l => l.StartsWith('✗'));
        Assert.StartsWith("有检查项未通过", lines[^1]);
    }

    [Fact]
    public async Task A_sealed_vault_says_why_and_answers_1()
    {
        Sql("UPDATE log_head SET Size = 7");

        var (code, lines) = await Run(Folders);

        Assert.Equal(1, code);
        Assert.Equal("✗ 保管库已封存", lines[0]);
        Assert.Contains("查阅记录未通过核验", lines[1]);
    }

    [Fact]
    public async Task An_older_schema_is_not_brought_up_to_date()
    {
        Sql("DELETE FROM __EFMigrationsHistory");

        var (code, lines) = await Run(Folders);

        Assert.Equal(1, code);
        Assert.Contains("旧版本的结构", lines[1]);
        Assert.Contains("启动一次保管库", lines[2]);
        Assert.Equal("0", Scalar("SELECT count(*) FROM __EFMigrationsHistory"));
    }

    [UnixFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task It_changes_neither_database_nor_modes_and_writes_no_alarm()
    {
        Sql(
            "INSERT INTO organisation (Id, Name, RootUnit, FoundedAt) VALUES (1, 'x', '00000000-0000-4000-8000-000000000001', 0)"
        );
        const UnixFileMode all = (UnixFileMode)0x1A4;
        File.SetUnixFileMode(Folders.Database, all);
        File.SetUnixFileMode(Folders.RootKeyFile, all);
        var before = await File.ReadAllBytesAsync(Folders.Database);

        var (code, lines) = await Run(Folders);

        Assert.Equal(1, code);
        Assert.Contains(lines, l => l.Contains("root.key"));
        Assert.Equal(before, await File.ReadAllBytesAsync(Folders.Database));
        Assert.Equal((all, all), (File.GetUnixFileMode(Folders.Database), File.GetUnixFileMode(Folders.RootKeyFile)));
        Assert.Equal("1", Scalar("SELECT count(*) FROM audit_entries"));
    }

    [Fact]
    public void What_was_not_checked_is_not_ticked()
    {
        using var output = new StringWriter();

        var code = CheckCommand.Write(new CheckReport([FileModeCheck.NotChecked]), CheckTexts.Console(), output);

        Assert.Equal(0, code);
        Assert.StartsWith("– ", output.ToString());
        Assert.Contains("未作检查", output.ToString());
        Assert.DoesNotContain("✓", output.ToString());
    }

    [Fact]
    public async Task Where_there_is_no_vault_none_is_made()
    {
        var nowhere = VaultFolders.From(Path.Combine(_root, "nowhere"))!;

        var (code, lines) = await Run(nowhere);

        Assert.Equal(1, code);
        Assert.Equal($"这里没有保管库：{nowhere.Data}", Assert.Single(lines));
        Assert.False(Directory.Exists(nowhere.Data) || Directory.Exists(nowhere.Keys));
        Assert.Equal(1, (await Run(null)).Code);
    }

    [Fact]
    public void Every_invariant_and_finding_has_its_words_in_both_languages()
    {
        var texts = ResourceFile.Of(nameof(CheckTexts));
        var keys = Enum.GetNames<Invariant>()
            .Select(n => "Invariant." + n)
            .Concat(Enum.GetNames<FindingKind>().Select(n => "Finding." + n));

        Assert.All(keys, k => Assert.Contains("{0}", texts.Chinese[k]));
        Assert.All(keys, k => Assert.Contains("{0}", texts.English[k]));
    }

    [Fact]
    public void What_was_found_is_one_inert_line()
    {
        using var output = new StringWriter();
        var finding = new Finding(FindingKind.DatabaseDamaged, "a\nb\u001b[31m\u202e");

        CheckCommand.Write(new CheckReport([new(Invariant.Database, 1, [finding])]), CheckTexts.Console(), output);

        Assert.Contains("    数据库损坏：a␊b␛[31m\ufffd", output.ToString().Split(Environment.NewLine));
    }

    private static async Task<(int Code, string[] Lines)> Run(VaultFolders? folders)
    {
        using var output = new StringWriter();
        var code = await CheckCommand.Run(folders, output);
        return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private VaultInstance Open() =>
        TestVault.Opened(
            VaultOpening.Open(
                new OpeningOptions(
                    Folders,
                    db => db.Database.Migrate(),
                    "Vault.Web",
                    TimeProvider.System,
                    NullLoggerFactory.Instance
                )
            )
        );

    private string? Scalar(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Folders.Database};Pooling=False"
        );
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private void Sql(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Folders.Database};Pooling=False"
        );
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
