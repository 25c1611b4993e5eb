using System.Net;
using System.Text.RegularExpressions;
using SimpleBase;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Web.Tests.Support;

/// <summary>A person at his own browser with his own authenticator, signed in.</summary>
public sealed partial class Colleague : IDisposable
{
    private readonly WebVault _vault;
    private readonly byte[] _seed;

    private Colleague(WebVault vault, TestBrowser browser, byte[] seed)
    {
        _vault = vault;
        Browser = browser;
        _seed = seed;
    }

    public TestBrowser Browser { get; }

    /// <summary>Somebody of the register who has had his sign-in for a while and has just used it.</summary>
    public static async Task<Colleague> Of(WebVault vault, Person person)
    {
        var enrolled = await vault.Vault.Enrol(person);
        return new Colleague(vault, await vault.SignedIn(person), enrolled.Seed);
    }

    /// <summary>Follows an invitation as its paper says, and signs in.</summary>
    public static async Task<Colleague> Join(WebVault vault, string link, string userName)
    {
        var browser = vault.Browser();
        await browser.Get(link);
        await browser.Post(
            link + "?handler=Password",
            ("Password", SignInKit.Password),
            ("Repeat", SignInKit.Password)
        );
        var page = await browser.Get(link);
        var typed = TypedSeed().Match(page.Body).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        var colleague = new Colleague(vault, browser, Base32.Rfc4648.Decode(typed));
        await browser.Post(link + "?handler=Confirm", ("Code", colleague.Code()));
        await browser.Get("/sign-in");
        var signedIn = await browser.Post(
            "/sign-in",
            ("UserName", userName),
            ("Password", SignInKit.Password),
            ("Code", colleague.Code())
        );
        Assert.Equal("/", signedIn.Location);
        return colleague;
    }

    /// <summary>The next code of his authenticator: he waits for it, since none is good twice.</summary>
    public string Code()
    {
        _vault.Vault.Clock.Turn(TimeSpan.FromSeconds(30));
        return Totp.Compute(_seed, TotpParameters.Standard, _vault.Vault.Clock.Now);
    }

    /// <summary>Opens a page that is there.</summary>
    public async Task<WebPage> See(string path)
    {
        var page = await Browser.Get(path);
        Assert.True(page.Status == HttpStatusCode.OK, $"{path}: {page.Status}");
        return page;
    }

    /// <summary>Opens a page and sends its form, here or to another address, with a fresh code.</summary>
    public async Task<WebPage> Do(string path, string? to = null, params (string Name, string Value)[] fields)
    {
        await See(path);
        return await Browser.Post(to ?? path, [.. fields, ("StepUpCode", Code())]);
    }

    public void Dispose() => Browser.Dispose();

    [GeneratedRegex("translate=\"no\">([A-Z2-7 ]+)<")]
    private static partial Regex TypedSeed();
}
