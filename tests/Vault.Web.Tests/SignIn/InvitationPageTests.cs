using System.Net;
using System.Text.RegularExpressions;
using SimpleBase;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.SignIn;

/// <summary>R05, R10, R17, R18, R64: from the link to a session, and what an invitation does not do.</summary>
public sealed partial class InvitationPageTests : IAsyncLifetime
{
    private WebVault _vault = null!;
    private Person _person = null!;

    public async Task InitializeAsync()
    {
        _vault = await WebVault.Started();
        _person = await _vault.Vault.AddPerson("zhang.san", "张三");
    }

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task An_invitation_leads_through_password_and_second_factor_to_a_session()
    {
        var link = await Invite();
        var browser = _vault.Browser();
        Assert.Contains("张三", (await browser.Get(link)).Body);
        var chosen = await ChoosePassword(browser, link);
        Assert.Equal(HttpStatusCode.Redirect, chosen.Status);
        var seed = SeedOn(await browser.Get(link));
        var done = await browser.Post(link + "?handler=Confirm", ("Code", CodeOf(seed)));
        Assert.Equal(10, RecoveryCode().Count(done.Body));
        Assert.Null(browser.Cookie("__Host-vault"));

        _vault.Vault.Clock.Turn(TimeSpan.FromSeconds(30));
        await browser.Get("/sign-in?return=%2Fmy%2Fsessions");
        var signedIn = await browser.Post(
            "/sign-in",
            ("UserName", "zhang.san"),
            ("Password", SignInKit.Password),
            ("Code", CodeOf(seed)),
            ("return", "/my/sessions")
        );
        Assert.Equal("/my/sessions", signedIn.Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/my/sessions")).Status);
    }

    [Fact]
    public async Task A_used_an_expired_a_replaced_and_an_unknown_link_look_alike()
    {
        var replaced = await Invite();
        var used = await Invite();
        await Accept(used);
        var expired = await Invite(InvitationPurpose.Reset);
        _vault.Vault.Clock.Turn(Invitation.Lifetime);
        var unknown = "/invitations/" + new string('0', 32);
        var pages = new List<string>();
        foreach (var link in new[] { replaced, used, expired, unknown })
        {
            var page = await _vault.Browser().Get(link);
            Assert.Equal(HttpStatusCode.NotFound, page.Status);
            pages.Add(WithoutTokens(page.Body, link));
        }
        Assert.Single(pages.Distinct());
    }

    [Fact]
    public async Task A_failed_form_never_writes_back_what_was_typed()
    {
        var link = await Invite();
        var browser = _vault.Browser();
        await browser.Get(link);
        var short1 = await browser.Post(link + "?handler=Password", ("Password", "canary-1"), ("Repeat", "canary-1"));
        var differ = await browser.Post(link + "?handler=Password", ("Password", "canary-2"), ("Repeat", "canary-3"));
        Assert.DoesNotContain("canary", short1.Body);
        Assert.Contains("密码太短", short1.Body);
        Assert.DoesNotContain("canary", differ.Body);
        await ChoosePassword(browser, link);
        Assert.DoesNotContain("271828", (await browser.Post(link + "?handler=Confirm", ("Code", "271828"))).Body);
    }

    private async Task Accept(string link)
    {
        var browser = _vault.Browser();
        await browser.Get(link);
        await ChoosePassword(browser, link);
        var seed = SeedOn(await browser.Get(link));
        await browser.Post(link + "?handler=Confirm", ("Code", CodeOf(seed)));
    }

    private async Task<string> Invite(InvitationPurpose purpose = InvitationPurpose.FirstSignIn)
    {
        var token = "";
        await _vault.Vault.Write(scope => token = IssueInvitation.Invite(scope, _person.Id, purpose).Token);
        return "/invitations/" + token;
    }

    private static Task<WebPage> ChoosePassword(TestBrowser browser, string link) =>
        browser.Post(link + "?handler=Password", ("Password", SignInKit.Password), ("Repeat", SignInKit.Password));

    private string CodeOf(byte[] seed) => Totp.Compute(seed, TotpParameters.Standard, _vault.Vault.Clock.Now);

    private static byte[] SeedOn(WebPage page)
    {
        Assert.Contains("<svg class=\"qr-code\"", page.Body);
        var text = TypedSeed().Match(page.Body).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        return Base32.Rfc4648.Decode(text);
    }

    private static string WithoutTokens(string body, string link) =>
        Token().Replace(body, "").Replace(link, "", StringComparison.Ordinal);

    [GeneratedRegex("[A-Z2-7]{4}(-[A-Z2-7]{4}){3}")]
    private static partial Regex RecoveryCode();

    [GeneratedRegex("translate=\"no\">([A-Z2-7 ]+)<")]
    private static partial Regex TypedSeed();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex Token();
}
