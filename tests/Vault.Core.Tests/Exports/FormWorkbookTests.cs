using System.Text.Json;
using DocumentFormat.OpenXml.Spreadsheet;
using Vault.Core.Accounts;
using Vault.Core.Exports;
using Vault.Core.Imports;
using Vault.Core.Tests.Imports;
using Xunit;

namespace Vault.Core.Tests.Exports;

/// <summary>The regulation's form as a workbook looks like the printed one and imports again to the same accounts.</summary>
[Trait("R", "R69")]
public sealed class FormWorkbookTests(WholeRegister register) : IClassFixture<WholeRegister>
{
    private readonly ExportScene _scene = register.Scene;

    [Fact]
    public async Task The_heading_is_that_of_the_printed_form_cell_by_cell()
    {
        using var xlsx = new Xlsx(await _scene.File(ExportKind.WeixinForm));
        using var printed = new Xlsx(RegisterForm.Printed().Xlsx());

        var merged = xlsx.Merged(0);
        Assert.All(printed.Merged(0), area => Assert.Contains(area, merged));
        foreach (
            var cell in printed.Worksheet(0).Descendants<Cell>().Where(c => c.CellReference!.Value![^1] is '3' or '4')
        )
        {
            if (cell.CellReference!.Value is { Length: 2 } at)
                Assert.Equal(cell.InnerText, xlsx.Text(0, at).Replace('：', ':'));
        }
        Assert.Equal("各级单位官方微信登记表", xlsx.Text(0, "A1"));
        Assert.StartsWith("学院/（部门）：", xlsx.Text(0, "A2"));
        Assert.EndsWith("（签章）", xlsx.Text(0, "A2"));
        Assert.StartsWith("主管领导：", xlsx.Text(0, "H2"));
        Assert.StartsWith("填表日期：", xlsx.Text(0, "A20"));
        Assert.StartsWith("注：1.", xlsx.Text(0, "A21"));
    }

    [Fact]
    public async Task A_sheet_has_fifteen_rows_and_the_number_runs_on_over_the_next()
    {
        using var xlsx = new Xlsx(await _scene.File(ExportKind.WeixinForm));

        Assert.Equal(["登记表", "登记表（2）"], xlsx.Sheets);
        Assert.All([0, 1], sheet => Assert.Equal(4 + 15 + 2, xlsx.Worksheet(sheet).Descendants<Row>().Count()));
        Assert.Equal(("1", "15"), (xlsx.Text(0, "A5"), xlsx.Text(0, "A19")));
        Assert.Equal(("16", "18", ""), (xlsx.Text(1, "A5"), xlsx.Text(1, "A7"), xlsx.Text(1, "A8")));
        Assert.All(
            [0, 1],
            sheet =>
            {
                var setup = Assert.Single(xlsx.Worksheet(sheet).Descendants<PageSetup>());
                Assert.Equal((9u, OrientationValues.Landscape), (setup.PaperSize!.Value, setup.Orientation!.Value));
                Assert.Equal((1u, 1u), (setup.FitToWidth!.Value, setup.FitToHeight!.Value));
            }
        );
    }

    [Fact]
    public async Task It_imports_again_to_the_same_accounts()
    {
        var form = ExportScene.Read(await _scene.File(ExportKind.WeixinForm)).SelectMany(s => s.Rows).ToList();

        var whole = Assert
            .Single(ExportScene.Read(await _scene.File(ExportKind.Register, new(Platform: "weixin-mp"))))
            .Rows.Where(r => r.AccountName != _scene.Office.Account.Name)
            .ToList();
        Assert.Equal(17, form.Count(r => r.AccountName.StartsWith("示例官微", StringComparison.Ordinal)));
        Assert.Equal(
            whole.Select(OnTheForm),
            form.Where(r => r.AccountName != _scene.Office.Account.Name).Select(OnTheForm)
        );
        Assert.All(form, r => Assert.Equal("weixin-mp", r.Platform));
    }

    [Fact]
    public async Task Accounts_of_Weibo_have_a_form_of_their_own()
    {
        var file = await _scene.File(ExportKind.WeiboForm);

        using var xlsx = new Xlsx(file);
        Assert.Equal("各级单位官方微博登记表", xlsx.Text(0, "A1"));
        Assert.Equal(("微博名称", "微博号", "认证情况"), (xlsx.Text(0, "C3"), xlsx.Text(0, "D3"), xlsx.Text(0, "E3")));
        var rows = ExportScene.Read(file).SelectMany(s => s.Rows).ToList();
        Assert.Equal(["示例官博01", "示例官博02"], rows.Select(r => r.AccountName));
        Assert.All(rows, r => Assert.Equal("weibo", r.Platform));
        Assert.Equal(["example_mp_01", "example_mp_02"], rows.Select(r => r.PublicId));
    }

    [Fact]
    public async Task The_form_of_one_unit_names_it()
    {
        var file = await _scene.File(ExportKind.WeixinForm, new(Unit: _scene.Society));

        using var xlsx = new Xlsx(file);
        Assert.Equal("学院/（部门）：示例读书会（签章）", xlsx.Text(0, "A2"));
        Assert.All(ExportScene.Read(file).SelectMany(s => s.Rows), r => Assert.Equal("示例读书会", r.Unit));
    }

    [Fact]
    public async Task A_form_without_accounts_is_one_empty_sheet_to_fill_in_by_hand()
    {
        var file = await _scene.File(ExportKind.WeixinForm, new(Text: "没有这个账号"));

        using var xlsx = new Xlsx(file);
        Assert.Equal(["登记表"], xlsx.Sheets);
        Assert.Equal("", xlsx.Text(0, "A5"));
        Assert.Equal(0, Xlsx.Formulas(file));
    }

    /// <summary>What the form asks for, of what the register has.</summary>
    private static string OnTheForm(RegisterRow row) =>
        JsonSerializer.Serialize(
            new
            {
                row.Unit,
                row.AccountName,
                Shown = row.PublicId ?? row.OriginalId,
                row.Nature,
                row.Verified,
                row.VerifiedOn,
                Responsible = row.Responsible.Select(p => new
                {
                    p.Name,
                    p.IsStudent,
                    p.OfficePhone,
                    p.Mobile,
                }),
                row.Administrators,
            }
        );
}
