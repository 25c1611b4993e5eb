using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SimpleBase;
using Vault.Core.Custody;

namespace Vault.Browser.Tests.Support;

/// <summary>Somebody who takes up an invitation in his own browser and from then on signs in with what he set.</summary>
public sealed partial class Newcomer(Visitor visitor, BrowserVault vault, string userName, string password)
{
    private byte[] _seed = [];

    public Visitor Visitor => visitor;

    private IPage Page => visitor.Page;

    /// <summary>The code his authenticator shows now; the clock moves on first, because a code is good once.</summary>
    public string NextCode()
    {
        vault.Clock.Turn(TimeSpan.FromSeconds(30));
        return Totp.Compute(_seed, TotpParameters.Standard, vault.Clock.Now);
    }

    /// <summary>Password, authenticator, recovery codes.</summary>
    public async Task Accept(string link)
    {
        await visitor.Go(new Uri(link).PathAndQuery);
        await visitor.Look("invitation-password");
        await Page.FillAsync("[name=Password]", password);
        await Page.FillAsync("[name=Repeat]", password);
        await Submit("form:has([name=Password])");
        await visitor.Look("invitation-factor");
        var typed = await Page.Locator("details.more p.mono").First.TextContentAsync();
        _seed = Base32.Rfc4648.Decode(Blanks().Replace(typed!, "").ToUpperInvariant());
        await Page.FillAsync("[name=Code]", NextCode());
        await Submit("form:has([name=Code])");
        await visitor.Look("invitation-done");
    }

    public async Task SignIn()
    {
        await visitor.Go("/sign-in");
        await visitor.Look("sign-in");
        await Page.FillAsync("[name=UserName]", userName);
        await Page.FillAsync("[name=Password]", password);
        await Page.FillAsync("#Code", NextCode());
        await Submit("main form");
        Assert.DoesNotContain("/sign-in", Page.Url, StringComparison.Ordinal);
    }

    /// <summary>Gives the second factor where the form asks for it.</summary>
    public async Task StepUp(string form)
    {
        var field = Page.Locator($"{form} [name=StepUpCode]");
        if (await field.CountAsync() > 0)
            await field.First.FillAsync(NextCode());
    }

    /// <summary>Presses the first button of the form and waits for the next page.</summary>
    public async Task Submit(string form)
    {
        await Page.RunAndWaitForResponseAsync(
            () => Page.Locator($"{form} button[type=submit], {form} button:not([type])").First.ClickAsync(),
            answer => answer.Request.IsNavigationRequest && answer.Status is < 300 or >= 400
        );
        await Page.WaitForLoadStateAsync(LoadState.Load);
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex Blanks();
}
