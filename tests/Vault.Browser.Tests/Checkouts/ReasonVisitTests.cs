using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;

namespace Vault.Browser.Tests.Checkouts;

/// <summary>
/// What an account is had for, chosen from a list and said in words, without costing an action; and what becomes of a
/// reason that is not enough.
/// </summary>
[Collection(InChromium.Name)]
public sealed class ReasonVisitTests(Chromium chromium) : AccountVisit(chromium)
{
    private int _actions;

    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Chosen_from_the_list_sent_back_and_given_anew(string language)
    {
        await ListIsKept(await SignedIn("chen.qi", language));
        var custodian = await SignedIn("zhang.san", language);
        await Ask(custodian);
        await Return(custodian);
        await CodeInThreeActions(custodian);
        await Vault.Give(await Person("zhao.liu", "赵六"), OfficeRole.Reviewer);
        await SendBack(await SignedIn("zhao.liu", language));
        await GiveAnew(custodian);

        await AllWereWell();
    }

    private async Task ListIsKept(Visitor security)
    {
        await security.Go("/policy/checkouts");
        await security.Press("main a[href='/policy/purposes']");
        await security.Look("purposes");
        await security.Submit("main form");
        await security.Look("purposes-missing");
        await security.Page.FillAsync("#Name", "校庆专题");
        await security.Page.FillAsync("#StepUpCode", Code("chen.qi"));
        await security.Submit("main form");
        await security.Look("purposes-added");
        await security.Press("main a[href$='change=figures']");
        await security.Look("purposes-retire");
        await security.Page.FillAsync("#StepUpCode", Code("chen.qi"));
        await security.Submit("main form");
        await security.Look("purposes-retired");
        await security.Press("main a[href$='change=figures']");
        await security.Look("purposes-offer");
    }

    private async Task Ask(Visitor custodian)
    {
        await custodian.Go(AccountPath + "/checkouts/new");
        await custodian.Look("checkout-new-direct");
        Assert.Equal("publish", await custodian.Page.InputValueAsync("[name='Input.Purpose']"));
        var choices = custodian.Page.Locator("[name='Input.Purpose'] option");
        Assert.Equal(7, await choices.CountAsync());
        await custodian.Page.SelectOptionAsync("[name='Input.Purpose']", new SelectOptionValue { Index = 6 });
        await custodian.Page.FillAsync("[name='Input.Reason']", "工作需要登录");
        await custodian.Submit("main form");
    }

    private async Task Return(Visitor custodian)
    {
        await custodian.Go("/my/checkouts");
        await custodian.Press("main a[href^='/checkouts/']");
        await custodian.Look("checkout-purpose");
        await custodian.Submit("form[action$='/return']");
    }

    /// <summary>Nothing is had and nobody has to agree: the use opens the account, for what it was had for last.</summary>
    private async Task CodeInThreeActions(Visitor custodian)
    {
        var page = custodian.Page;
        await custodian.Go(AccountPath);
        _actions = 0;
        await Act(custodian.Press($"main a[href='{AccountPath}/secrets/totp-seed']"));
        await custodian.Look("code-purpose");
        await Act(page.FillAsync("#Reason", "在后台登录时核对身份"));
        await Act(custodian.Submit("form[action$='/code']"));
        await Assertions.Expect(page.Locator("[data-secret-text]")).ToBeVisibleAsync();
        Assert.Equal(3, _actions);
        Assert.IsType<CodeIssued>(Vault.LastEvent());
        using var db = Vault.Read();
        var keys = db.Set<Checkout>().OrderBy(c => c.AskedAt).Select(c => c.Purpose).ToList();
        Assert.Equal(2, keys.Count);
        Assert.Equal(keys[0], keys[1]);
    }

    private async Task Act(Task step)
    {
        await step;
        _actions++;
    }

    private async Task SendBack(Visitor reviewer)
    {
        await reviewer.Go("/log?kind=CheckoutAsked");
        await reviewer.Press("main tbody tr:last-child a[href^='/log/']");
        await reviewer.Look("entry-with-reason");
        await reviewer.Press("main a[href^='/checkouts/']");
        await reviewer.Page.ClickAsync("details:has([name=SendBackReason]) > summary");
        await reviewer.Look("checkout-reviewer");
        await reviewer.Submit("form[action$='/sendback']");
        await reviewer.Look("checkout-sendback-missing");
        await reviewer.Page.FillAsync("#SendBackReason", "请写明发布什么内容、由谁审定");
        await reviewer.Submit("form[action$='/sendback']");
        await reviewer.Look("checkout-sent-back");
    }

    private async Task GiveAnew(Visitor custodian)
    {
        await custodian.Go("/my/notices");
        await custodian.Look("notices-reason");
        await custodian.Go("/my/checkouts?view=asked");
        await custodian.Look("checkouts-reason");
        await custodian.Press("main tbody a[href^='/checkouts/']");
        await custodian.Look("checkout-reason-asked");
        await custodian.Submit("form[action$='/reason']");
        await custodian.Look("checkout-reason-missing");
        await custodian.Page.FillAsync("#BetterReason", "发布校庆倒计时海报，宣传部已审定");
        await custodian.Submit("form[action$='/reason']");
        await custodian.Look("checkout-reason-given");
        Assert.IsType<ReasonGivenAnew>(Vault.LastEvent());
    }
}
