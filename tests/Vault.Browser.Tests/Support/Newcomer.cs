using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SimpleBase;
using Vault.Core.Custody;

namespace Vault.Browser.Tests.Support;

/// <summary>Somebody who takes up an invitation in his own browser and from then on signs in with what he set.</summary>
public sealed partial class Newcomer(Visitor visitor, VisitedVault vault, string userName, string password)
{
    private readonly Queue<string> _recoveryCodes = new();
    private byte[] _seed = [];
    private long _usedStep;

    private static TotpParameters Parameters => TotpParameters.Standard;

    public Visitor Visitor => visitor;

    public IPage Page => visitor.Page;

    /// <summary>Where he is, without origin and query.</summary>
    public string Path => new Uri(Page.Url).AbsolutePath;

    /// <summary>The seed of his authenticator as the page shows it.</summary>
    public string ShownSeed { get; private set; } = "";

    /// <summary>His recovery codes as the page shows them.</summary>
    public IReadOnlyList<string> ShownRecoveryCodes { get; private set; } = [];

    /// <summary>The codes of his authenticator he has typed.</summary>
    public List<string> TypedCodes { get; } = [];

    /// <summary>
    /// The next code of his authenticator that is good: one is taken once, and a step early. If none is, time passes first.
    /// </summary>
    public async Task<string> NextCode()
    {
        if (!HasCode())
            await vault.Pass(StartOf(_usedStep) - vault.Now);
        _usedStep = NextStep();
        TypedCodes.Add(Totp.Compute(_seed, Parameters, StartOf(_usedStep)));
        return TypedCodes[^1];
    }

    /// <summary>Password, authenticator, recovery codes.</summary>
    /// <param name="erring">What he does where the code of his authenticator is asked for, before he gives it.</param>
    public async Task Accept(string link, Func<Task>? erring = null)
    {
        await visitor.Go(new Uri(link).PathAndQuery);
        await visitor.Look("invitation-password");
        await Page.FillAsync("[name=Password]", password);
        await Page.FillAsync("[name=Repeat]", password);
        await visitor.Submit("form:has([name=Password])");
        await visitor.Look("invitation-factor");
        ShownSeed = (await Page.Locator("details.more p.mono").First.TextContentAsync())!.Trim();
        _seed = Base32.Rfc4648.Decode(Blanks().Replace(ShownSeed, "").ToUpperInvariant());
        if (erring is not null)
            await erring();
        await Page.FillAsync("[name=Code]", await NextCode());
        await visitor.Submit("form:has([name=Code])");
        await visitor.Look("invitation-done");
        ShownRecoveryCodes = await Page.Locator(".code-list li").AllTextContentsAsync();
        foreach (var code in ShownRecoveryCodes)
            _recoveryCodes.Enqueue(code);
    }

    public async Task SignIn()
    {
        await visitor.Go("/sign-in");
        await visitor.Look("sign-in");
        await Page.FillAsync("[name=UserName]", userName);
        await Page.FillAsync("[name=Password]", password);
        await Page.FillAsync("#Code", await NextCode());
        await visitor.Submit("main form");
        Assert.DoesNotContain("/sign-in", Page.Url, StringComparison.Ordinal);
    }

    /// <summary>Makes a passkey on a device that lives as long as the tab.</summary>
    public async Task AddPasskey(string name)
    {
        await Device.Of(Page);
        await visitor.Go("/my/sign-in/passkeys/new");
        if (await Page.Locator("main form [name=StepUpCode]").CountAsync() > 0)
        {
            await StepUp("main form");
            await visitor.Submit("main form");
        }
        await Page.FillAsync("[name=PasskeyName]", name);
        await visitor.Press("form[data-passkey-new] .button-primary");
        Assert.EndsWith("/my/sign-in", Path, StringComparison.Ordinal);
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

    /// <summary>
    /// Gives the second factor where the form asks for it: a code, or a recovery code if one would have to wait for the next
    /// code in earnest.
    /// </summary>
    public async Task StepUp(string form)
    {
        var field = Page.Locator($"{form} [name=StepUpCode]").First;
        if (await field.CountAsync() == 0)
            return;
        if (vault.TurnsTime || HasCode())
        {
            await field.FillAsync(await NextCode());
            return;
        }
        await Page.Locator($"{form} details:has([name=StepUpRecovery]) summary").First.ClickAsync();
        await Page.Locator($"{form} [name=StepUpRecovery]").First.FillAsync(_recoveryCodes.Dequeue());
    }

    private static DateTimeOffset StartOf(long step) =>
        DateTimeOffset.FromUnixTimeSeconds(step * Parameters.PeriodSeconds);

    private long NextStep() => Math.Max(Totp.StepAt(Parameters, vault.Now), _usedStep + 1);

    private bool HasCode() => NextStep() <= Totp.StepAt(Parameters, vault.Now) + 1;

    [GeneratedRegex(@"\s")]
    private static partial Regex Blanks();
}
