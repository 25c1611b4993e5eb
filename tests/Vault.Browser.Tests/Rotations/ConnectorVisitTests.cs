using Vault.Browser.Tests.Support;
using Vault.Core.Custody;
using Vault.Core.Rotations.Connectors;
using Vault.TestKit;

namespace Vault.Browser.Tests.Rotations;

/// <summary>A connector is decided, asked to change a password, and asked again until it did.</summary>
[Collection(InChromium.Name)]
public sealed class ConnectorVisitTests(Chromium chromium) : AccountVisit(chromium)
{
    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 1280)]
    [InlineData("zh-CN", 390)]
    [InlineData("en", 390)]
    public async Task Decided_asked_and_asked_again(string language, int width)
    {
        await Decide(await SignedIn("chen.qi", language, width));
        var custodian = await SignedIn("zhang.san", language, width);
        var secret = AccountPath + "/secrets/password";
        await custodian.Go(secret + "/deposit");
        await StepUp(custodian, "zhang.san", "main form[action$='/generate']");
        await custodian.Submit("main form[action$='/generate']");

        await Ask(custodian, new ConnectorResult.NotChanged(ConnectorFault.Unreachable), "not-changed");
        await Ask(custodian, new ConnectorResult.Unknown(ConnectorFault.ConnectionLost), "unknown");
        Assert.Equal(VersionState.Pending, Newest().State);
        await Ask(custodian, new ConnectorResult.Changed(), "changed");

        Assert.Equal(VersionState.Current, Newest().State);
        await AllWereWell();
    }

    private async Task Decide(Visitor security)
    {
        await security.Go($"/policy/checkouts/{Account.Id}");
        await security.Press($"main a[href='/policy/connectors/{Account.Id}']");
        await security.Look("connectors-none-decided");
        await security.Page.SelectOptionAsync("[name='Input.Connector']", SayingConnector.Name);
        await security.Page.FillAsync("[name='Input.Login']", "");
        await StepUp(security, "chen.qi", "main form");
        await security.Submit("main form");
        await security.Look("connectors-login-missing");
        await security.Page.FillAsync("[name='Input.Login']", "zhaosheng");
        await StepUp(security, "chen.qi", "main form");
        await security.Submit("main form");
        await security.Look("connectors-decided");
    }

    private async Task Ask(Visitor custodian, ConnectorResult answer, string told)
    {
        Connector.Says = answer;
        const string form = "main form[action$='/connector']";
        // Once the platform may have the value, what finds it out lies open.
        if (!await custodian.Page.IsVisibleAsync(form))
            await custodian.Page.ClickAsync($"details:has({form.Replace("main ", "")}) > summary");
        await custodian.Look($"connector-before-{told}");
        await StepUp(custodian, "zhang.san", form);
        await custodian.Submit(form);
        await custodian.Look($"connector-{told}");
    }

    private SecretVersion Newest()
    {
        using var db = Vault.Read();
        return db.Set<SecretVersion>()
            .Where(v => v.Component == Component.Password)
            .OrderByDescending(v => v.Version)
            .First();
    }
}
