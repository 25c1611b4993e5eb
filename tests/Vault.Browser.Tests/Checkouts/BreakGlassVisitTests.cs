using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.Core.Checkouts;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.TestKit;

namespace Vault.Browser.Tests.Checkouts;

/// <summary>An account taken in an emergency while somebody has it, told to its leader, and reviewed on a phone.</summary>
[Collection(InChromium.Name)]
public sealed class BreakGlassVisitTests(Chromium chromium) : AccountVisit(chromium)
{
    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Taken_in_an_emergency_told_at_once_and_reviewed_on_a_phone(string language)
    {
        await TermsAreDecided(await SignedIn("chen.qi", language));
        await Person("wang.wu", "王五", AppointmentRole.BreakGlass);
        await Held();
        var taker = await SignedIn("wang.wu", language);
        await Take(taker);
        await Review(await SignedIn("feng.shiyi", language, width: 390));
        await taker.Go("/my/notices");
        await taker.Look("notices-glass-taker");

        await AllWereWell();
    }

    private async Task TermsAreDecided(Visitor security)
    {
        await security.Go("/policy/use");
        await security.Look("policy-use");
        await security.Page.FillAsync("[name='Input.Review']", "0");
        await security.Page.FillAsync("#StepUpCode", Code("chen.qi"));
        await security.Submit("main form");
        await security.Look("policy-use-wrong");
        await security.Page.FillAsync("[name='Input.Review']", "48");
        await security.Page.FillAsync("#StepUpCode", Code("chen.qi"));
        await security.Submit("main form");
        await security.Look("policy-use-decided");
    }

    /// <summary>By Li, in the ordinary way.</summary>
    private async Task Held()
    {
        using var db = Vault.Read();
        var (_, actor) = await Vault.SignIn(db.Set<Person>().Single(p => p.UserName == "li.si"));
        Assert.True(Reason.TryParse("发布校庆倒计时微博", out var reason, out _));
        await Vault.Get<AskForCheckout>().Run(actor, Account.Id, new(reason, null));
    }

    private async Task Take(Visitor taker)
    {
        await taker.Go(AccountPath);
        await taker.Look("account-glass-offered");
        await taker.Press($"main a[href='{AccountPath}/breakglass']");
        await taker.Look("glass");
        Assert.Equal("emergency", await taker.Page.InputValueAsync("#Purpose"));
        await taker.Submit("main form");
        await taker.Look("glass-why-missing");
        await taker.Page.FillAsync("#Why", "账号疑似被盗，正在发布不当内容");
        await taker.Page.FillAsync("#StepUpCode", Code("wang.wu"));
        await taker.Page.ClickAsync("main form .button-danger");
        await Assertions.Expect(taker.Page.Locator("a[href^='/checkouts/']").First).ToBeVisibleAsync();
        await taker.Look("account-glass-broken");
        await taker.Go(AccountPath + "/secrets/password");
        await taker.Page.FillAsync("#Reason", "登录后台修改密码、踢出会话");
        await taker.Page.ClickAsync("form[data-reveal] .button-primary");
        await Assertions.Expect(taker.Page.Locator("[data-secret-text]")).ToContainTextAsync(Value);
        await taker.Go("/my/checkouts");
        await taker.Look("checkouts-glass-held");
        await taker.Press("main a[href^='/checkouts/']");
        await taker.Look("checkout-glass-open");
        await taker.Submit("form[action$='/return']");
        await taker.Look("checkout-glass-returned");
    }

    private async Task Review(Visitor leader)
    {
        await leader.Go("/");
        await leader.Look("home-glass-review");
        await leader.Go("/my/notices");
        await leader.Look("notices-glass");
        Vault.Clock.Turn(TimeSpan.FromHours(4 + 48));
        await Vault.Get<Remind>().Run();
        await SignIn(leader, "feng.shiyi");
        await leader.Go("/my/notices");
        await leader.Look("notices-glass-overdue");
        await leader.Go("/my/checkouts?view=review");
        await leader.Look("checkouts-glass-review");
        await leader.Press("main a[href^='/checkouts/']");
        await leader.Look("checkout-glass-review");
        await leader.Submit("form[action$='/review']");
        await leader.Look("checkout-glass-review-missing");
        await leader.Page.CheckAsync("[name=Verdict][value=InOrder]");
        await leader.Page.FillAsync("#ReviewNote", "情况属实，处置及时");
        if (await leader.Page.Locator("#StepUpCode").CountAsync() > 0)
            await leader.Page.FillAsync("#StepUpCode", Code("feng.shiyi"));
        await leader.Submit("form[action$='/review']");
        await leader.Look("checkout-glass-reviewed");
        Assert.IsType<BreakGlassReviewed>(Vault.LastEvent());
        await leader.Go("/my/checkouts?view=review");
        await leader.Look("checkouts-glass-review-none");
    }
}
