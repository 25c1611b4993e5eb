using System.Globalization;
using Vault.Core.Imports;
using Vault.TestKit;
using Vault.Web.Commands;
using Vault.Web.Pages.Imports;
using Vault.Web.Tests.Conventions;
using Xunit;

namespace Vault.Web.Tests.Commands;

/// <summary>What <c>import-register --dry-run</c> prints and answers, in the terminal's language.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private static readonly object?[] Heading = ["单位名称", "公众号名称", "认证时间", "管理员", "密码"];

    private readonly string _folder = Directory.CreateTempSubdirectory("vault-import-").FullName;

    public ImportCommandTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_clean_register_answers_0_and_says_what_its_columns_mean()
    {
        var (code, lines) = DryRun([Heading, ["示例学院", "示例官微", "2024-03-01", "张三", null]]);

        Assert.Equal(0, code);
        Assert.Equal("✓ 工作表“台账”：1 个账号", lines[0]);
        Assert.Contains("    B 列 公众号名称 → 账号名称", lines);
        Assert.Equal("共 1 个账号，0 处问题。没有写入任何内容。", lines[^1]);
    }

    [Theory]
    [InlineData("zh-CN", "    第 2 行 C 列“认证时间”：“去年”不是日期，留空")]
    [InlineData("en", "    row 2, column C “认证时间”: “去年” is no date; left empty")]
    public void A_problem_is_named_by_row_and_column_and_answers_1(string language, string expected)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        var (code, lines) = DryRun([Heading, ["示例学院", "示例官微", "去年", "张三", null]]);

        Assert.Equal(1, code);
        Assert.Contains(expected, lines);
    }

    [Fact]
    public void A_password_is_announced_and_never_printed()
    {
        var (code, lines) = DryRun([Heading, ["示例学院", "示例官微", null, "张三", "canary-5d1f"]]);

        Assert.Equal(1, code);
        Assert.Contains(lines, l => l.Contains("含有明文密码", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains("canary-5d1f", StringComparison.Ordinal));
    }

    [Fact]
    public void Text_that_would_move_the_cursor_is_printed_as_its_picture()
    {
        var (_, lines) = DryRun([Heading, ["示例学院", "示例官微", "\u202Eevil", "张三", null]]);

        Assert.DoesNotContain(lines, l => l.Contains('\u202E', StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_no_sheet_answers_2()
    {
        var (code, lines) = DryRun([0xFF, 0xD8, 0xFF, 0, 1]);

        Assert.Equal((2, "✗ 这不是 xlsx、xls 或 csv 文件，没有读取。"), (code, Assert.Single(lines)));
    }

    [Fact]
    public void A_file_that_is_not_there_answers_2()
    {
        var (code, lines) = Run(new FileInfo(Path.Combine(_folder, "none.xlsx")));

        Assert.Equal((2, "✗ 没有这个文件：none.xlsx"), (code, Assert.Single(lines)));
    }

    [Fact]
    public void Without_dry_run_nothing_is_read()
    {
        var file = new FileInfo(Path.Combine(_folder, "register.xlsx"));
        File.WriteAllBytes(file.FullName, new SheetBook().With("台账", [Heading]).Xlsx());

        var (code, lines) = Run(new FileInfo(file.FullName), dryRun: false);

        Assert.Equal(2, code);
        Assert.StartsWith("✗ 这里只能试读：请加上 --dry-run。", Assert.Single(lines));
    }

    [Fact]
    public void Every_refusal_problem_and_meaning_has_its_words()
    {
        var keys = ResourceFile.Of(nameof(ImportTexts)).Chinese.Keys.ToHashSet();

        Assert.All(Enum.GetNames<SheetRefusal>(), n => Assert.Contains($"Refused.{n}", keys));
        Assert.All(Enum.GetNames<RowProblemKind>(), n => Assert.Contains($"Problem.{n}", keys));
        Assert.All(Enum.GetNames<RegisterColumn>(), n => Assert.Contains($"Meaning.{n}", keys));
    }

    private (int Code, string[] Lines) DryRun(object?[][] rows) => DryRun(new SheetBook().With("台账", rows).Xlsx());

    private (int Code, string[] Lines) DryRun(byte[] content)
    {
        var file = new FileInfo(Path.Combine(_folder, "register.xlsx"));
        File.WriteAllBytes(file.FullName, content);
        return Run(new FileInfo(file.FullName));
    }

    private static (int Code, string[] Lines) Run(FileInfo file, bool dryRun = true)
    {
        using var output = new StringWriter();
        var code = ImportCommand.Run(file, dryRun, output);
        return (code, output.ToString().Split(output.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
