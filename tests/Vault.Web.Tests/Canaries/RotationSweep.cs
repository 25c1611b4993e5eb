using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations.Connectors;
using Vault.TestKit;
using Vault.TestKit.Canaries;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Canaries;

/// <summary>The forms about changing secrets, each with its canary: spoilt first, then sent so that it is taken.</summary>
internal static class RotationSweep
{
    private const string Seen = "，平台提示密码错误";

    public static async Task Run(WebVault web, Typist typist, string account)
    {
        await Connect(typist, account);
        var setter = await CanarySweepTests.Custodian(web, typist, account);
        var password = account + "/secrets/password";
        var typed = await setter.Send(password + "/deposit", password + "/deposit", ("Value", "a changed value 2"));
        Assert.Equal(password, typed.Location);
        await setter.Browser.Get(password);
        await setter.Browser.Get(password + "/verification");

        var colleague = await CanarySweepTests.Custodian(web, typist, account);
        await colleague.Spoil(password + "/verification");
        var why = colleague.Canary(password + "/verification/failed", "Why", Seen);
        using var db = web.Vault.Read();
        var pending = db.Set<SecretVersion>().Single(v => v.State == VersionState.Pending).Id;
        var version = ("version", pending.ToString());
        var failed = await colleague.Send(password + "/verification", password + "/verification/failed", why, version);
        Assert.Equal(account, failed.Location);
        await setter.Browser.Get(password);

        setter = await setter.SignedInAgain();
        // Past the time in which nobody is asked for a code again.
        web.Vault.Clock.Turn(TimeSpan.FromMinutes(6));
        await setter.Spoil(password);
        web.Connector.Says = new ConnectorResult.NotChanged(ConnectorFault.Unreachable);
        Assert.Equal(password, (await setter.Send(password, password + "/connector")).Location);
        await setter.Browser.Get(password);
        Assert.Equal(password, (await setter.Send(password, password + "/apply")).Location);
        colleague = await colleague.SignedInAgain();
        var seen = await colleague.Send(password + "/verification", password + "/verification", version);
        Assert.Equal(account, seen.Location);
        setter = await setter.SignedInAgain();
        await Answer(web, setter, account);
        // What was replaced can be destroyed from now on: the page has one form more.
        await setter.Spoil(password);
        await Guided(setter, account);
        await colleague.Browser.Get(account + "/log");
        await setter.Browser.Get("/rotations");
        await Schedule(await typist.Somebody(OfficeRole.Registrar), account + "/rotation");
    }

    private static async Task Schedule(Hand registrar, string page)
    {
        await registrar.Spoil(page);
        var off = registrar.Canary(page + "/schedule", "OffReason", "，平台没有密码可改");
        var decided = await registrar.Send(page, page + "/schedule", ("isOff", "true"), off);
        Assert.Equal(page, decided.Location);
        await registrar.Browser.Get(page);
    }

    /// <summary>Makes him answer for the account, as its custodian.</summary>
    private static async Task Answer(WebVault web, Hand hand, string account)
    {
        using var db = web.Vault.Read();
        var found = db.Set<Account>().AsEnumerable().Single(a => account == $"/accounts/{a.Id}");
        await web.Vault.Appoint(hand.Person, found);
    }

    private static async Task Guided(Hand hand, string account)
    {
        var page = account + "/rotation";
        Assert.Equal(page, (await hand.Send(page, page + "/begin")).Location);
        await hand.Spoil(page);
        var again = await hand.SignedInAgain();
        var form = Form.Of(page, (await again.Browser.Get(page)).Body).First(f => f.Action == page + "/step");
        var remark = again.Canary(page + "/step", "Remark", "，已在平台上办好");
        Assert.Equal(
            page,
            (await again.Send(page, page + "/step", [.. form.Given.Where(g => g.Name[0] != '_'), remark])).Location
        );
        await again.Browser.Get(page);
    }

    private static async Task Connect(Typist typist, string account)
    {
        var security = await typist.Somebody(OfficeRole.SecurityAdministrator);
        var page = "/policy/connectors" + account["/accounts".Length..];
        await security.Spoil(page);
        var login = security.Canary(page, "Input.Login");
        var connector = ("Input.Connector", SayingConnector.Name);
        var sent = await security.Send(page, page, ("Input.Component", "Password"), connector, login);
        Assert.Equal(page, sent.Location);
        await security.Browser.Get(page);
    }
}
