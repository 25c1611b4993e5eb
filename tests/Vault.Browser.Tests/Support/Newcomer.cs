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

    public IPage Page => visitor.Page;

    /// <summary>Where he is, without origin and query.</summary>
    public string Path => new Uri(Page.Url).AbsolutePath;

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
        await visitor.Submit("form:has([name=Password])");
        await visitor.Look("invitation-factor");
        var typed = await Page.Locator("details.more p.mono").First.TextContentAsync();
        _seed = Base32.Rfc4648.Decode(Blanks().Replace(typed!, "").ToUpperInvariant());
        await Page.FillAsync("[name=Code]", NextCode());
        await visitor.Submit("form:has([name=Code])");
        await visitor.Look("invitation-done");
    }

    public async Task SignIn()
    {
        await visitor.Go("/sign-in");
        await visitor.Look("sign-in");
        await Page.FillAsync("[name=UserName]", userName);
        await Page.FillAsync("[name=Password]", password);
        await Page.FillAsync("#Code", NextCode());
        await visitor.Submit("main form");
        Assert.DoesNotContain("/sign-in", Page.Url, StringComparison.Ordinal);
    }

    public async Task SignOut()
    {
        await Page.ClickAsync("[popovertarget=person-menu]");
        await visitor.Submit("#person-menu form");
        Assert.EndsWith("/sign-in", Path, StringComparison.Ordinal);
    }

    /// <summary>Opens a page, and looks at it if it is given a name.</summary>
    public async Task Open(string path, string? name = null)
    {
        await visitor.Go(path);
        Assert.Equal(path.Split('?')[0], Path);
        if (name is not null)
            await visitor.Look(name);
    }

    /// <summary>Follows a link of the page.</summary>
    public Task Follow(string link) => visitor.Press(link);

    /// <summary>Gives the second factor where the form asks for it.</summary>
    public async Task StepUp(string form)
    {
        var field = Page.Locator($"{form} [name=StepUpCode]");
        if (await field.CountAsync() > 0)
            await field.First.FillAsync(NextCode());
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex Blanks();
}
