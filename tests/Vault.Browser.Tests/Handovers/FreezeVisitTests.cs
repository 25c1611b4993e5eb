using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Checkouts;
using Vault.Core.People;
using Vault.TestKit;

namespace Vault.Browser.Tests.Handovers;

/// <summary>
/// R27: two browsers at once. The leaver has an account checked out and a colleague's request before him; the office opens
/// his handover; his very next request finds neither session nor checkout nor say.
/// </summary>
[Collection(InChromium.Name)]
public sealed class FreezeVisitTests(Chromium chromium) : HandoverVisit(chromium)
{
    private const string Why = "发布校庆倒计时微博，已审定";

    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    public async Task Opening_ends_what_the_leaver_had_in_his_very_next_request(string language)
    {
        await Staff();
        var led = await LedByLeaver();
        var request = await Asked(led);
        var whole = await Prepare(language);
        var leaver = await SignedIn(Leaver, language);
        await Reveals(leaver);
        var had = Assert.Single(CheckoutsOf(Leaver));
        await leaver.Go($"/checkouts/{request}");
        var approve = leaver.Page.Locator("form[action$='/approve'] .button-primary");
        await Assertions.Expect(approve).ToBeVisibleAsync();
        await StepUp(leaver, Leaver, "form[action$='/approve']");

        await Open(language, whole);

        // The form was before him, filled in: his very next request is to send it.
        await leaver.Submit("form[action$='/approve']");
        Assert.Contains("/sign-in", leaver.Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(Vault.Log(), l => l.Event is CheckoutApproved);
        Assert.NotNull(Assert.Single(CheckoutsOf(Leaver), c => c.Id == had.Id).Ending);
        await SignIn(leaver, Leaver);
        await CanHandOverAndNothingElse(leaver, whole, had, request, led);

        var successor = await SignedIn(Successor, language);
        Assert.Equal(200, await Status(successor, $"{AccountPath}/secrets/password/deposit"));
        await AllWereWell();
    }

    private async Task CanHandOverAndNothingElse(
        Visitor leaver,
        string whole,
        Checkout had,
        CheckoutId request,
        Account led
    )
    {
        foreach (
            var closed in new[]
            {
                AccountPath,
                $"{AccountPath}/secrets/password",
                $"{AccountPath}/secrets/password/deposit",
                $"{AccountPath}/checkouts/new",
                $"/accounts/{led.Id}",
                $"/checkouts/{request}",
            }
        )
            Assert.Equal(404, await Status(leaver, closed));
        await leaver.Go($"/checkouts/{had.Id}");
        Assert.Equal(0, await leaver.Page.Locator("main form").CountAsync());
        await leaver.Go("/accounts");
        Assert.DoesNotContain(Account.Name, await leaver.Page.ContentAsync(), StringComparison.Ordinal);
        await leaver.Go(whole);
        await leaver.Look("handover-after-freeze");
        Assert.Equal(2, await leaver.Page.Locator($"form[action='{whole}/submit'] [name=Accounts]").CountAsync());
        await leaver.Submit($"form[action='{whole}/submit']");
        Assert.Equal(2, Vault.Log().Count(l => l.Event is Core.Handovers.HandoverListSubmitted));
    }

    /// <summary>An account of Li's that Zhang decides about.</summary>
    private async Task<Account> LedByLeaver()
    {
        var account = await Vault.AddAccount("示例大学招生办视频号", "weixin-channels");
        await Vault.Appoint(PersonOf("li.si"), account);
        await Vault.Appoint(PersonOf(Leaver), account, AppointmentRole.SupervisingLeader);
        var (session, actor) = await Vault.SignIn(PersonOf("chen.qi"));
        var proof = await Vault.Prove(session, actor, account.Id.Value, ProofPurpose.Administer);
        var decided = await Vault
            .Get<DecideCheckoutPolicy>()
            .Run(actor, proof, account.Id, new CheckoutTerms(CheckoutWay.Approval));
        Assert.IsType<CheckoutPolicyOutcome.Decided>(decided);
        return account;
    }

    private async Task<CheckoutId> Asked(Account account)
    {
        Assert.True(Reason.TryParse(Why, out var reason, out _));
        var (_, actor) = await Vault.SignIn(PersonOf("li.si"));
        var asked = await Vault.Get<AskForCheckout>().Run(actor, account.Id, new(reason, null));
        return Assert.IsType<CheckoutOutcome.Done>(asked).Checkout.Id;
    }

    private async Task Reveals(Visitor leaver)
    {
        await leaver.Go($"{AccountPath}/secrets/password");
        await leaver.Page.FillAsync("[name=Reason]", Why);
        await StepUp(leaver, Leaver, "form[data-reveal]");
        await leaver.Page.ClickAsync("form[data-reveal] .button-primary");
        await Assertions.Expect(leaver.Page.Locator("[data-secret-text]")).ToHaveTextAsync(Value);
    }

    private List<Checkout> CheckoutsOf(string userName)
    {
        using var db = Vault.Read();
        var person = PersonOf(userName).Id;
        return [.. db.Set<Checkout>().Where(c => c.Requester == person)];
    }

    private Person PersonOf(string userName)
    {
        using var db = Vault.Read();
        return db.Set<Person>().Single(p => p.UserName == userName);
    }
}
