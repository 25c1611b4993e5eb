using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Core.Records;
using Vault.TestKit;

namespace Vault.Browser.Tests.Records;

/// <summary>
/// 交接单 of forty accounts as a browser prints it, read back from the paper: several pages with the head of the table on
/// each, counted, every line of the data in its order, the three signatures on one page; printed again it is the same.
/// </summary>
[Collection(InChromium.Name)]
public sealed class HandoverRecordVisitTests(Chromium chromium) : AccountVisit(chromium)
{
    private const int Accounts = 40;
    private const string Remark = "绑定的旧手机在交接当天才送到";
    private const string Waiver = "平台已停止登录服务";

    private readonly List<Account> _accounts = [];

    [NeedsToolTheory("chromium", "pdftotext", "pdftoppm")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_handover_of_forty_accounts_is_printed(string language)
    {
        var id = await HandedOver();
        var leaver = await SignedIn("yang.shier", language);
        await leaver.Go($"/handovers/{id}");
        await leaver.Look("handover-to-print");
        await leaver.Press("main .head-actions a[href$='/record']");
        await leaver.Look("handover-record");
        await StepUp(leaver, "yang.shier", "main form");
        await leaver.Submit("main form");
        await leaver.Look("handover-record-filled");
        var pdf = await leaver.Print("handover-record");

        IsThePaper(pdf, id);

        await leaver.Go($"/handovers/{id}/record");
        await leaver.Look("handover-record-again");
        await leaver.Press("main td a[href^='/records/']");
        await StepUp(leaver, "yang.shier", "main form");
        await leaver.Submit("main form");
        await leaver.Look("record-again");
        Assert.Equal(Paper.TextOf(pdf), Paper.TextOf(await leaver.Print("handover-record-again")));
        await AllWereWell();
    }

    private void IsThePaper(string pdf, HandoverId id)
    {
        var text = Paper.TextOf(pdf);
        var pages = text.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(pages.Length > 3, $"{pages.Length} pages");
        for (var page = 0; page < pages.Length; page++)
            Assert.Contains($"第 {page + 1} 页，共 {pages.Length} 页", pages[page], StringComparison.Ordinal);
        foreach (var page in Paper.PagesOf(pdf))
            Assert.Equal((595, 842), (Math.Round(page.Width), Math.Round(page.Height)));
        var record = Record(id);
        Paper.HoldsInOrder(
            pages[0],
            "账号交接单",
            record.Number,
            "一式三份",
            "移交人",
            "杨十二",
            "接收人",
            "马十三",
            "监交人",
            "宋十四",
            "换届"
        );
        HeadsAreRepeated(pages);
        HoldsTheData(text, id);
        Paper.HoldsInOrder(
            pages[^1],
            "移交人",
            "接收人",
            "监交人",
            "杨十二",
            "马十三",
            "宋十四",
            "根散列",
            record.Number,
            Convert.ToHexStringLower(record.Sha256)[..8]
        );
        Assert.DoesNotContain("Date", text, StringComparison.Ordinal);
    }

    /// <summary>Wherever lines of a table stand, its head stands above them.</summary>
    private void HeadsAreRepeated(string[] pages)
    {
        var first = pages.Count(p => p.Contains("移交职务", StringComparison.Ordinal));
        var items = pages.Count(p => p.Contains("点收时间", StringComparison.Ordinal));
        var withItems = pages.Count(p => p.Contains("已点收 2026", StringComparison.Ordinal));
        Assert.True(first >= 2, $"head of the accounts on {first} pages");
        Assert.True(withItems >= 2 && items >= withItems, $"{items} heads over {withItems} pages of lines");
        // No page begins with a line: what goes on from the page before has its head above it.
        var beginnings = pages.Select(p => p.Split('\n').First(l => l.Trim().Length > 0));
        Assert.DoesNotContain(beginnings, l => l.Contains("2026-03-02 09", StringComparison.Ordinal));
    }

    private void HoldsTheData(string text, HandoverId id)
    {
        using var db = Vault.Read();
        var items = db.Set<HandoverItem>().Count(i => i.Handover == id);
        foreach (var account in _accounts)
            Assert.Contains(account.Name, text, StringComparison.Ordinal);
        Assert.Equal(items, text.Split("已点收").Length - 1 - 1);
        Assert.Equal(Accounts - 1, Joined(text).Split("第2版").Length - 1);
        Assert.Contains("豁免，未改换", text, StringComparison.Ordinal);
        Assert.Contains(Remark, Joined(text), StringComparison.Ordinal);
        Assert.Contains(Waiver, Joined(text), StringComparison.Ordinal);
        Assert.Contains($"{Accounts} 个账号", text, StringComparison.Ordinal);
    }

    /// <summary>What stands in one cell lies on several lines of the page.</summary>
    private static string Joined(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private PrintedRecord Record(HandoverId id)
    {
        using var db = Vault.Read();
        return db.Set<PrintedRecord>().Single(r => r.Subject == new RecordSubjectId(id.Value));
    }

    private async Task<HandoverId> HandedOver()
    {
        var parties = new HandoverParties(
            await Person("yang.shier", "杨十二"),
            await Person("ma.shisan", "马十三"),
            await Person("song.shisi", "宋十四"),
            await Person("wu.shi", "吴十"),
            await Person("lin.shiwu", "林十五")
        );
        await Vault.Give(parties.Preparer, OfficeRole.Registrar);
        await Vault.Give(parties.Opener, OfficeRole.Registrar);
        for (var i = 1; i <= Accounts; i++)
        {
            var account = await Vault.AddAccount($"示例大学学生社团联合会第{i:00}号", "weibo");
            await Vault.Appoint(parties.Leaver, account);
            await Vault.Appoint(parties.Witness, account, AppointmentRole.SupervisingLeader);
            await Vault.TypePassword(parties.Leaver, account.Id);
            _accounts.Add(account);
        }
        return await Vault.HandOver(parties, _accounts, id => Dispute(parties, id), id => Waive(parties, id));
    }

    private async Task Dispute(HandoverParties parties, HandoverId id)
    {
        List<HandoverItemId> first;
        using (var db = Vault.Read())
            first = [db.Set<HandoverItem>().Where(i => i.Handover == id).AsEnumerable().MinBy(i => i.Id.Value)!.Id];
        var why = new ItemStep.Dispute(HandoverKit.Because(Remark));
        await HandoverKit.Step<TakeItemStep>(Vault, parties.Successor, id, (u, a, _) => u.Run(a, id, first, why));
    }

    private Task Waive(HandoverParties parties, HandoverId id) =>
        HandoverKit.Step<WaiveChange>(
            Vault,
            parties.Opener,
            id,
            (u, a, p) => u.Run(a, p, id, _accounts[^1].Id, Component.Password, HandoverKit.Because(Waiver))
        );
}
