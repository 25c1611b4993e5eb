using Vault.Browser.Tests.Support;
using Vault.Core.Checkouts;
using Vault.Core.People;
using Vault.TestKit;

namespace Vault.Browser.Tests.Notices;

/// <summary>A leader at a phone finds by the bell what waits for him; the requester at a desk reads what became of it.</summary>
[Collection(InChromium.Name)]
public sealed class NoticeVisitTests(Chromium chromium) : AccountVisit(chromium)
{
    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_bell_leads_to_what_waits_and_counts_down_when_it_is_done(string language)
    {
        await ApprovalIsAsked();
        var custodian = await SignedIn("zhang.san", language);
        var leader = await SignedIn("feng.shiyi", language, width: 390);
        await custodian.Go("/my/notices");
        await custodian.Look("notices-appointed");
        await custodian.Submit("form[action*='ReadAll']");
        await custodian.Look("notices-none");
        await leader.Go("/my/notices");
        await leader.Submit("form[action*='ReadAll']");
        Assert.Equal(0, await leader.Page.Locator(".bell-count").CountAsync());

        await custodian.Go(AccountPath + "/checkouts/new");
        await custodian.Page.FillAsync("[name='Input.Reason']", "发布今天的招生通知");
        await custodian.Submit("main form");
        await leader.Go("/");
        Assert.Equal("1", await leader.Page.Locator(".bell-count").InnerTextAsync());
        // By keyboard, from the bell to the checkout.
        await leader.Page.Locator(".bell").PressAsync("Enter");
        await leader.Page.WaitForURLAsync("**/my/notices");
        await leader.Look("notices-waiting");
        await leader.Submit("form[action*='handler=Open']");
        Assert.Contains("/checkouts/", leader.Page.Url);
        await leader.Look("notices-followed");
        await leader.Page.FillAsync("#StepUpCode", Code("feng.shiyi"));
        await leader.Submit("form[action$='/approve']");
        await leader.Go("/my/notices?view=all");
        await leader.Look("notices-settled");

        await custodian.Go("/my/notices");
        await custodian.Look("notices-approved");
        Assert.Equal("1", await custodian.Page.Locator(".bell-count").InnerTextAsync());
        await Vault.Write(scope =>
        {
            for (var i = 0; i < 120; i++)
                scope.Append(new RoleEnded(Named("zhang.san").Id, (OfficeRole)(i % 4)));
        });
        await custodian.Go("/my/notices?view=all&page=2");
        await custodian.Look("notices-many");
        await custodian.Go("/help/notices");
        await custodian.Look("help-notices");
        await AllWereWell();
    }

    private async Task ApprovalIsAsked()
    {
        var (session, security) = await Vault.SignIn(Named("chen.qi"));
        var proof = await Vault.Prove(session, security, Account.Id.Value, ProofPurpose.Administer);
        await Vault
            .Get<DecideCheckoutPolicy>()
            .Run(security, proof, Account.Id, new CheckoutTerms(CheckoutWay.Approval));
    }

    private Person Named(string userName)
    {
        using var db = Vault.Read();
        return db.Set<Person>().Single(p => p.UserName == userName);
    }
}
