using Vault.Browser.Tests.Support;
using Vault.Core.Holdings;
using Vault.TestKit;

namespace Vault.Browser.Tests.Holdings;

/// <summary>The custodian records in whose hands the account is, a phone and an operator, opens one and ends one.</summary>
[Collection(InChromium.Name)]
public sealed class HoldingVisitTests(Chromium chromium) : AccountVisit(chromium)
{
    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task What_is_in_somebodys_hands_is_recorded_opened_and_ended(string language)
    {
        var custodian = await SignedIn("zhang.san", language);
        var page = custodian.Page;
        var all = AccountPath + "/holdings";
        await custodian.Go(AccountPath);
        await custodian.Look("account-holdings-none");
        await custodian.Go(all);
        await custodian.Look("holdings-none");
        await custodian.Go(all + "/new");
        await custodian.Look("holding-which");

        await custodian.Press($"main a[href='{all}/new?kind={nameof(HoldingKind.BoundPhone)}']");
        await custodian.Submit("main form");
        await custodian.Look("holding-new-wrong");
        await page.FillAsync("[name='Input.Holder']", "li.si");
        await page.FillAsync("[name='Input.Value']", "13900005551");
        await page.FillAsync("[name='Input.Evidence']", "在账号设置页当面核对");
        await custodian.Submit("main form");
        await custodian.Look("holding-recorded");

        await custodian.Go($"{all}/new?kind={nameof(HoldingKind.ShortTermOperator)}");
        await page.FillAsync("[name='Input.Holder']", "li.si");
        await page.FillAsync("[name='Input.Since']", $"{Vault.Clock.Now:yyyy-MM-dd}");
        await page.FillAsync("[name='Input.Evidence']", "在人员设置页看到");
        await custodian.Submit("main form");
        await custodian.Go(all);
        await custodian.Look("holdings");
        await custodian.Go(AccountPath);
        await custodian.Look("account-holdings");

        // Past its last day, and nobody has looked yet.
        Vault.Clock.Turn(TimeSpan.FromDays(40));
        await SignIn(custodian, "zhang.san");
        await custodian.Go("/");
        await custodian.Look("home-holdings-due");
        await custodian.Go(all);
        await custodian.Press("main table tbody tr:last-child a[href^='/holdings/']");
        await custodian.Look("holding-one");
        await custodian.Submit("form[action$='/open']");
        await custodian.Look("holding-opened");
        await page.FillAsync("#EndEvidence", "在平台上确认已经移除");
        await custodian.Submit("form[action$='/end']");
        await custodian.Look("holding-ended");
        Assert.Contains(Vault.Log(), l => l.Event is HoldingEnded);
        await custodian.Go("/help/holdings");
        await custodian.Look("help-holdings");
        await AllWereWell();
    }
}
