using System.Text;
using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;

namespace Vault.Browser.Tests.Checkouts;

/// <summary>
/// R24, R66: asked on a desk, approved on a phone, used, copied and returned. From the account's page to a code it takes
/// three actions.
/// </summary>
[Collection(InChromium.Name)]
public sealed class CheckoutVisitTests(Chromium chromium) : AccountVisit(chromium)
{
    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Asked_on_a_desk_approved_on_a_phone_used_and_returned(string language)
    {
        await PolicyIsDecided(await SignedIn("chen.qi", language));
        var custodian = await SignedIn("zhang.san", language);
        var checkout = await Ask(custodian);
        await Approve(await SignedIn("feng.shiyi", language, width: 390), checkout);

        await Use(custodian);
        await ColleagueAsksForIt(await SignedIn("li.si", language));
        await Return(custodian, checkout);

        await AllWereWell();
    }

    private async Task PolicyIsDecided(Visitor security)
    {
        await security.Go("/policy/checkouts");
        await security.Look("checkout-policies");
        await security.Press($"a[href='/policy/checkouts/{Account.Id}']");
        await security.Look("checkout-policy");
        await security.Page.CheckAsync("[name='Input.Way'][value=Approval]");
        await security.Page.CheckAsync("[name='Input.Report']");
        await security.Page.FillAsync("[name='Input.Days']", "0");
        await security.Page.FillAsync("#StepUpCode", Code("chen.qi"));
        await security.Submit("main form:has([name='Input.Way'])");
        await security.Look("checkout-policy-wrong");
        await security.Page.FillAsync("[name='Input.Days']", "2");
        await security.Page.FillAsync("#StepUpCode", Code("chen.qi"));
        await security.Submit("main form:has([name='Input.Way'])");
        Assert.EndsWith("/policy/checkouts", security.Page.Url, StringComparison.Ordinal);
        await security.Look("checkout-policies-decided");
    }

    /// <summary>The path of the request.</summary>
    private async Task<string> Ask(Visitor custodian)
    {
        await custodian.Go(AccountPath);
        await custodian.Look("account-checkout-none");
        await custodian.Go(AccountPath + "/secrets/password");
        await custodian.Look("secret-not-checked-out");
        await custodian.Press("main a[href$='/checkouts/new']");
        await custodian.Look("checkout-new");
        await custodian.Submit("main form");
        await custodian.Look("checkout-new-reason-missing");
        await custodian.Page.FillAsync("[name='Input.Reason']", "发布校庆倒计时微博，已审定");
        await custodian.Submit("main form");
        await custodian.Look("checkout-requested");
        var checkout = new Uri(custodian.Page.Url).AbsolutePath;
        await custodian.Go("/my/checkouts?view=asked");
        await custodian.Look("checkouts-asked");
        return checkout;
    }

    private async Task Approve(Visitor leader, string checkout)
    {
        await leader.Go("/");
        await leader.Look("home-approver");
        await leader.Go("/my/checkouts?view=pending");
        await leader.Look("checkouts-pending");
        await leader.Press($"a[href='{checkout}']");
        await leader.Look("checkout-approve");
        Assert.DoesNotContain(Value, await leader.Page.ContentAsync(), StringComparison.Ordinal);
        await leader.Page.FillAsync("#StepUpCode", Code("feng.shiyi"));
        await leader.Submit($"form[action='{checkout}/approve']");
        await leader.Look("checkout-approved");
    }

    private async Task Use(Visitor custodian)
    {
        var page = custodian.Page;
        // Longer than the second factor of his sign-in counts.
        Vault.Clock.Turn(TimeSpan.FromMinutes(6));
        await custodian.Go(AccountPath);
        await custodian.Look("account-checkout-approved");
        await custodian.Press($"main a[href='{AccountPath}/secrets/password']");
        await page.FillAsync("#Reason", "发布校庆倒计时微博");
        await page.FillAsync("form[data-reveal] [name=StepUpCode]", Code("zhang.san"));
        await page.ClickAsync("form[data-reveal] .button-primary");
        await Assertions.Expect(page.Locator("[data-secret-text]")).ToContainTextAsync(Value);
        await page.ClickAsync("form[data-copy] button");
        await Assertions.Expect(page.Locator("[data-secret] [data-status]")).Not.ToBeEmptyAsync();
        Assert.IsType<SecretCopied>(Vault.LastEvent());
        Assert.Equal(1, Vault.Log().Count(l => l.Event is CheckoutOpened));

        // The code: three actions from the account's page, since the second factor is fresh.
        await custodian.Go(AccountPath);
        await custodian.Look("account-checkout-open");
        await custodian.Press($"main a[href='{AccountPath}/secrets/totp-seed']");
        await page.FillAsync("#Reason", "在后台登录时核对身份");
        await custodian.Submit("form[action$='/code']");
        await Assertions
            .Expect(page.Locator("[data-secret-text]"))
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[0-9]{6}$"));
        Assert.IsType<CodeIssued>(Vault.LastEvent());
    }

    private async Task ColleagueAsksForIt(Visitor colleague)
    {
        await colleague.Go(AccountPath);
        await colleague.Look("account-checkout-held");
        await colleague.Press("main a[href^='/checkouts/']");
        await colleague.Look("checkout-of-another");
        await colleague.Page.FillAsync("#AskReason", "下午要发布讲座预告");
        await colleague.Submit("form[action$='/askback']");
        await colleague.Look("checkout-asked-back");
        await colleague.Go("/my/checkouts?view=all");
        await colleague.Look("checkouts-all");
    }

    private async Task Return(Visitor custodian, string checkout)
    {
        await custodian.Go("/");
        await custodian.Look("home-holder");
        await custodian.Go("/my/checkouts");
        await custodian.Look("checkouts-held");
        Vault.Clock.Turn(TimeSpan.FromDays(2));
        await SignIn(custodian, "zhang.san");
        await custodian.Go(AccountPath + "/secrets/password");
        await custodian.Look("secret-overdue");
        await custodian.Go(checkout);
        await custodian.Look("checkout-overdue");
        await custodian.Submit($"form[action='{checkout}/return']");
        await custodian.Look("checkout-report-missing");
        await custodian.Page.FillAsync("#Report", "发布校庆倒计时微博一条");
        await custodian.Submit($"form[action='{checkout}/return']");
        await custodian.Look("checkout-returned");
        Assert.IsType<CheckoutReturned>(Vault.LastEvent());
        await custodian.Go("/my/checkouts");
        await custodian.Look("checkouts-held-none");
        await custodian.Go("/help/checkout");
        await custodian.Look("help-checkout");
    }
}
