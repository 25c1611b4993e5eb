using DocumentFormat.OpenXml.Spreadsheet;
using Vault.Core.Accounts;
using Vault.Core.Exports;
using Vault.Core.Imports;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Exports;

/// <summary>R69: the register as a workbook holds everything, computes nothing, and reads back as it is.</summary>
[Trait("R", "R69")]
public sealed class RegisterSheetTests(WholeRegister register) : IClassFixture<WholeRegister>
{
    private readonly ExportScene _scene = register.Scene;

    [Fact]
    public async Task Our_reader_finds_every_account_with_all_its_facts_and_people()
    {
        var rows = Assert.Single(ExportScene.Read(await _scene.File(ExportKind.Register))).Rows;

        using var db = _scene.Vault.Read();
        var accounts = db.Set<Account>().ToList();
        var units = db.Set<Unit>().ToDictionary(u => u.Id, u => u.Name);
        var fields = _scene.Vault.Get<FieldSealer>();
        Assert.Equal(27, accounts.Count);
        Assert.Equal(accounts.Count, rows.Count);
        foreach (var account in accounts)
        {
            var row = rows.Single(r => r.AccountName == account.Name);
            var facts = AccountFacts.Of(account, fields.OpenDetails(account));
            Assert.Equal((account.Platform, units[account.Unit]), (row.Platform, row.Unit));
            Assert.Equal(account.SupervisingUnit is { } above ? units[above] : null, row.SupervisingUnit);
            Assert.Equal((facts.PublicId, facts.OriginalId), (row.PublicId, row.OriginalId));
            Assert.Equal((facts.Nature, (AccountStatus?)facts.Status), (row.Nature, row.Status));
            Assert.Equal((facts.IsVerified, facts.VerifiedOn), (row.Verified, row.VerifiedOn));
            Assert.Equal((facts.VerifiedUntil, facts.OpenedOn), (row.VerifiedUntil, row.OpenedOn));
            Assert.Equal((facts.Details.Address, facts.Details.Remark), (row.Address, row.Note));
        }
    }

    [Fact]
    public async Task Each_of_several_people_of_a_cell_keeps_what_is_his()
    {
        var rows = Assert.Single(ExportScene.Read(await _scene.File(ExportKind.Register))).Rows;

        var row = rows.Single(r => r.AccountName == "示例官微06");
        Assert.Equal(
            [
                new RegisterPerson("张三", false, "555-0301转12", "+8613800000003", null, "-zhang_san"),
                new RegisterPerson("李四", true, null, "13800000005", "li.si@example.edu.cn", "@li_si"),
            ],
            row.Administrators
        );
        Assert.Equal(
            [new RegisterPerson("负责甲", false, "010-55501001", "13900000001", "fuze@example.edu.cn", "fuze_jia")],
            row.Responsible
        );
        Assert.Equal([new RegisterPerson("领导乙", false, "555-0200", null, null, null)], row.Supervisors);
        Assert.Equal(("+8613800009906", "bound06@example.edu.cn"), (row.BoundMobile, row.BoundMailbox));
    }

    [Fact]
    public async Task Ids_and_phones_are_texts_and_days_are_days()
    {
        var file = await _scene.File(ExportKind.Register, new(Text: "示例官微"));
        using var xlsx = new Xlsx(file);
        var headings = xlsx.Worksheet(0).Descendants<Row>().First().Elements<Cell>().ToList();

        string At(string heading) =>
            headings.Single(c => c.InnerText == heading).CellReference!.Value!.TrimEnd('1') + "2";

        foreach (var text in new[] { "账号ID", "负责人手机", "负责人办公室电话", "绑定手机" })
        {
            Assert.Equal(CellValues.InlineString, xlsx.Cell(0, At(text)).DataType!.Value);
            Assert.Equal("49", xlsx.Format(0, At(text)));
        }
        Assert.Equal("yyyy\\-mm\\-dd", xlsx.Format(0, At("开通时间")));
        Assert.Equal("43710", xlsx.Text(0, At("开通时间")));
        Assert.Equal("'+8613800009901", xlsx.Text(0, At("绑定手机")));
        Assert.Equal(0, Xlsx.Formulas(file));
    }

    [Fact]
    public async Task The_heading_stays_in_sight_has_filters_and_stands_on_every_page()
    {
        using var xlsx = new Xlsx(await _scene.File(ExportKind.Register));
        var sheet = xlsx.Worksheet(0);

        Assert.Equal(["台账"], xlsx.Sheets);
        var pane = Assert.Single(sheet.Descendants<Pane>());
        Assert.Equal((1d, PaneStateValues.Frozen), (pane.VerticalSplit!.Value, pane.State!.Value));
        Assert.Equal("A1:AG28", Assert.Single(sheet.Descendants<AutoFilter>()).Reference!.Value);
        Assert.All(sheet.Descendants<Column>(), c => Assert.InRange(c.Width!.Value, 5, 40));
        var setup = Assert.Single(sheet.Descendants<PageSetup>());
        Assert.Equal((9u, OrientationValues.Landscape), (setup.PaperSize!.Value, setup.Orientation!.Value));
    }

    [Fact]
    public async Task Without_contacts_no_way_to_reach_anybody_stands_in_the_file()
    {
        var file = await _scene.File(ExportKind.Register, withContacts: false);

        var row = Assert.Single(ExportScene.Read(file)).Rows.Single(r => r.AccountName == "示例官微06");
        Assert.Equal(new RegisterPerson("张三", false, null, null, null, null), row.Administrators[0]);
        Assert.Null(row.BoundMobile);
        using var xlsx = new Xlsx(file);
        Assert.DoesNotContain("13800", xlsx.Worksheet(0).InnerText);
        Assert.DoesNotContain("555-", xlsx.Worksheet(0).InnerText);
        Assert.DoesNotContain("@example", xlsx.Worksheet(0).InnerText);
    }
}
