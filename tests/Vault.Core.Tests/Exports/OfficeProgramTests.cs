using System.Diagnostics;
using Vault.Core.Exports;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Exports;

/// <summary>R69: what is exported opens in an office program, which computes nothing in it and prints it as it should.</summary>
[Trait("R", "R69")]
public sealed class OfficeProgramTests(WholeRegister register) : IClassFixture<WholeRegister>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vault-office-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NeedsTool("soffice")]
    public async Task The_register_opens_with_every_text_as_it_stands_and_nothing_computed()
    {
        var file = await register.Scene.File(ExportKind.Register);

        // Separator, quotation mark, UTF-8, from the first line, all texts quoted, as shown.
        var csv = File.ReadAllText(Converted(file, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true"));

        Assert.Equal(0, Xlsx.Formulas(file));
        // One of them has a comma in no text, so lines are rows: a heading and 27 accounts.
        Assert.Equal(28, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\"'=每周一更新\"", csv);
        Assert.Contains("\"'+8613800009901\"", csv);
        Assert.Contains("\"010-55501001\"", csv);
        Assert.Contains("2019-09-02", csv);
        Assert.DoesNotContain("#NAME?", csv);
        Assert.DoesNotContain("Err:", csv);
    }

    [NeedsTool("soffice", "pdftotext")]
    public async Task The_form_opens_on_one_page_for_fifteen_accounts_in_the_order_of_the_printed_one()
    {
        var pdf = Converted(await register.Scene.File(ExportKind.WeixinForm), "pdf");

        var pages = Paper.TextOf(pdf).Split('\f', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, pages.Length);
        Assert.All(
            pages,
            page =>
                Paper.HoldsInOrder(
                    page,
                    "各级单位官方微信登记表",
                    "学院/（部门）",
                    "（签章）",
                    "主管领导",
                    "负责人",
                    "管理员",
                    "填表日期",
                    "注：1."
                )
        );
        Paper.HoldsInOrder(pages[0], "示例大学招生办", "示例官微01", "示例官微14");
        Paper.HoldsInOrder(pages[1], "示例官微15", "示例官微17");
    }

    private string Converted(byte[] file, string format)
    {
        var (from, to) = (Path.Combine(_folder, "file.xlsx"), Path.Combine(_folder, $"file.{format.Split(':')[0]}"));
        File.WriteAllBytes(from, file);
        string[] arguments =
        [
            // A profile of its own: another one running would take the file over.
            $"-env:UserInstallation={new Uri(Path.Combine(_folder, "profile"))}",
            "--headless",
            "--convert-to",
            format,
            "--outdir",
            _folder,
            from,
        ];
        using var process = Process.Start(
            new ProcessStartInfo("soffice", arguments) { RedirectStandardOutput = true }
        )!;
        var said = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), said);
        return to;
    }
}
