using Vault.Browser.Tests.Support;
using Vault.Core;
using Vault.Core.Checkouts;
using Vault.Core.People;
using Vault.Core.Records;
using Vault.TestKit;

namespace Vault.Browser.Tests.Records;

/// <summary>领用单, 账号卡 and 建库记录 as a browser prints them, read back from the paper; one is held against the vault.</summary>
[Collection(InChromium.Name)]
public sealed class OtherRecordVisitTests(Chromium chromium) : AccountVisit(chromium)
{
    [NeedsToolTheory("chromium", "pdftotext")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Slip_sheet_and_founding_record_are_printed(string language)
    {
        var custodian = await SignedIn("zhang.san", language);
        var slip = await Print(custodian, "zhang.san", $"/checkouts/{await CheckedOut()}", "slip", "checkout-slip");
        Paper.HoldsInOrder(
            slip,
            "账号领用单",
            "LY-2026-0001",
            Account.Name,
            "张三",
            "领用中",
            "根散列",
            "LY-2026-0001"
        );
        var card = await Print(custodian, "zhang.san", AccountPath, "card", "account-card");
        Paper.HoldsInOrder(
            card,
            "账号卡",
            "ZH-2026-0001",
            Account.Name,
            "保管人",
            "张三",
            "登录密码",
            "使用中",
            "根散列"
        );
        Assert.DoesNotContain(Value, card, StringComparison.Ordinal);
        Assert.Contains("第 1 页，共 1 页", card, StringComparison.Ordinal);

        var office = await SignedIn("chen.qi", language);
        await office.Go("/health");
        await office.Press("main .head-actions a[href='/founding']");
        var founding = await Print(office, "chen.qi", "", "founding", "founding");
        Paper.HoldsInOrder(
            founding,
            "建库记录",
            "JK-2026-0001",
            "根密钥指纹",
            "首批人员",
            "陈七",
            "单位盖章",
            "根散列"
        );

        await Compare(custodian, Record(RecordKind.Account));
        await custodian.Go("/help/records");
        await custodian.Look("help-records");
        await AllWereWell();
    }

    /// <summary>The text of the paper.</summary>
    private async Task<string> Print(Visitor visitor, string userName, string of, string leaf, string name)
    {
        await visitor.Go($"{of}/{leaf}");
        await visitor.Look(name);
        await StepUp(visitor, userName, "main form");
        await visitor.Submit("main form");
        await visitor.Look(name + "-filled");
        return Paper.TextOf(await visitor.Print(name));
    }

    private async Task Compare(Visitor visitor, PrintedRecord record)
    {
        var address = $"/records?number={record.Number}&digest={Convert.ToHexStringLower(record.Sha256)}";
        await visitor.Go(address);
        await visitor.Submit("main form");
        await visitor.Look("paper-same");
        Assert.Equal(1, await visitor.Page.Locator("main .notice-done").CountAsync());
        Assert.Equal(
            1,
            Vault.Sql("UPDATE printed_records SET Salt = x'00' WHERE Id = $id", ("$id", record.Id.ToString()))
        );
        await visitor.Go(address);
        await visitor.Submit("main form");
        await visitor.Look("paper-altered");
        Assert.Equal(1, await visitor.Page.Locator("main .notice-danger").CountAsync());
    }

    private PrintedRecord Record(RecordKind kind)
    {
        using var db = Vault.Read();
        return db.Set<PrintedRecord>().Single(r => r.Kind == kind);
    }

    private async Task<CheckoutId> CheckedOut()
    {
        using var db = Vault.Read();
        var (_, actor) = await Vault.SignIn(db.Set<Person>().Single(p => p.UserName == "zhang.san"));
        var why = HandoverKit.Because("发布今天的招生通知");
        var asked = await Vault.Get<AskForCheckout>().Run(actor, Account.Id, new(why, null));
        return Assert.IsType<CheckoutOutcome.Done>(asked).Checkout.Id;
    }
}
