using System.Net;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Checkouts;
using Vault.Core.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Canaries;

/// <summary>The forms of checkouts, each with its canary: spoilt first, then sent so that it is taken.</summary>
internal static class CheckoutSweep
{
    private const string Why = "，发布今天的讲座预告";

    /// <summary>Returns what somebody has checked out, with a report.</summary>
    public static async Task Return(WebVault web, Hand hand)
    {
        var page = $"/checkouts/{Open(web, hand)}";
        var report = hand.Canary(page + "/return", "Report", Why);
        Assert.Equal(page, (await hand.Send(page, page + "/return", report)).Location);
        await hand.Browser.Get(page);
    }

    public static async Task Run(WebVault web, Typist typist)
    {
        var account = await web.Vault.AddAccount("领用示例号");
        await Decide(typist, account);
        var leader = await typist.Somebody();
        var colleague = await typist.Somebody();
        // Time passes with everybody who comes, and a session that nobody uses ends.
        await leader.Browser.Get("/");
        var custodian = await typist.Somebody();
        await colleague.Browser.Get("/");
        await web.Vault.Appoint(custodian.Person, account);
        await web.Vault.Appoint(colleague.Person, account, AppointmentRole.Administrator);
        await web.Vault.Appoint(leader.Person, account, AppointmentRole.SupervisingLeader);

        var refused = await Ask(custodian, account);
        await Take(leader, refused, "refuse", "RefuseReason", spoil: true);
        await custodian.Browser.Get(refused);
        var agreed = await Ask(custodian, account);
        var approved = await leader.Send(agreed, agreed + "/approve");
        Assert.Equal(agreed, approved.Location);
        Assert.Equal(agreed, (await custodian.Send(agreed, agreed + "/open")).Location);
        await Take(custodian, agreed, "extend", "ExtendReason", leads: false);
        await custodian.Browser.Get("/my/checkouts?view=asked");
        await custodian.Browser.Get($"/checkouts/{Extension(web, custodian)}");
        await Take(colleague, agreed, "askback", "AskReason");
        await custodian.Browser.Get(agreed);
        var reviewer = await typist.Somebody(OfficeRole.Reviewer);
        await Take(reviewer, agreed, "sendback", "SendBackReason");
        await custodian.Browser.Get("/my/checkouts");
        await Take(custodian, agreed, "reason", "BetterReason");
        await Take(leader, agreed, "forceback", "ForceReason");
        await custodian.Browser.Get(agreed);
        await BreakGlass(web, account, custodian, leader);
        await RecordSweep.Run(web, typist, await custodian.SignedInAgain(), account, agreed);
    }

    private static async Task BreakGlass(WebVault web, Account account, Hand taker, Hand leader)
    {
        await web.Vault.Appoint(taker.Person, account, AppointmentRole.BreakGlass);
        var page = $"/accounts/{account.Id}/breakglass";
        await taker.Spoil(page);
        var broken = await taker.Send(page, page, taker.Canary(page, "Why", Why));
        Assert.Equal($"/accounts/{account.Id}", broken.Location);
        var checkout = $"/checkouts/{Open(web, taker)}";
        Assert.Equal(checkout, (await taker.Send(checkout, checkout + "/return")).Location);
        await leader.Spoil(checkout);
        var note = leader.Canary(checkout + "/review", "ReviewNote", Why);
        var verdict = ("Verdict", nameof(BreakGlassVerdict.InOrder));
        Assert.Equal(checkout, (await leader.Send(checkout, checkout + "/review", verdict, note)).Location);
        await taker.Browser.Get(checkout);
    }

    private static async Task Decide(Typist typist, Account account)
    {
        var security = await typist.Somebody(OfficeRole.SecurityAdministrator);
        await security.Spoil("/policy/checkouts");
        await security.Spoil("/policy/use");
        const string purposes = "/policy/purposes";
        await security.Spoil(purposes);
        Assert.Equal(purposes, (await security.Send(purposes, purposes, security.Canary(purposes, "Name"))).Location);
        await security.Spoil(purposes + "?change=figures");
        var page = $"/policy/checkouts/{account.Id}";
        await security.Spoil(page);
        (string, string)[] terms =
        [
            ("Input.Way", nameof(CheckoutWay.Approval)),
            ("Input.Exclusive", "true"),
            ("Input.Days", "1"),
            ("Input.Patience", "4"),
            ("Input.Post", "true"),
        ];
        Assert.Equal("/policy/checkouts", (await security.Send(page, page, terms)).Location);
    }

    /// <summary>The path of the request.</summary>
    private static async Task<string> Ask(Hand custodian, Account account)
    {
        var page = $"/accounts/{account.Id}/checkouts/new";
        await custodian.Spoil(page);
        var asked = await custodian.Send(
            page,
            page,
            custodian.Canary(page, "Input.Reason", Why),
            custodian.Canary(page, "Input.Post"),
            custodian.Canary(page, "Input.PostApprover"),
            ("Input.PostOn", "2026-11-20")
        );
        var checkout = asked.Location ?? throw new InvalidOperationException($"{asked.Status}: {asked.Body}");
        Assert.StartsWith("/checkouts/", checkout);
        await custodian.Browser.Get(checkout);
        return checkout;
    }

    private static async Task Take(
        Hand hand,
        string page,
        string step,
        string field,
        bool spoil = false,
        bool leads = true
    )
    {
        if (spoil)
            await hand.Spoil(page);
        var taken = await hand.Send(page, $"{page}/{step}", hand.Canary($"{page}/{step}", field, Why));
        Assert.True(taken.Status == HttpStatusCode.Found, $"{step}: {taken.Status}");
        if (leads)
            Assert.Equal(page, taken.Location);
        else
            await hand.Browser.Get(taken.Location!);
    }

    private static CheckoutId Open(WebVault web, Hand hand)
    {
        using var db = web.Vault.Read();
        return db.Set<Checkout>()
            .Single(c => c.Requester == hand.Person.Id && c.OpenedAt != null && c.Ending == null)
            .Id;
    }

    private static CheckoutId Extension(WebVault web, Hand hand)
    {
        using var db = web.Vault.Read();
        return db.Set<Checkout>().Single(c => c.Requester == hand.Person.Id && c.Extends != null).Id;
    }
}
