using System.Globalization;
using Microsoft.Playwright;
using SimpleBase;
using Vault.Browser.Tests.Support;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;

namespace Vault.Browser.Tests.SignIn;

/// <summary>R60, R63, R64: from an invitation to a session and out again, as a person does it in a browser.</summary>
[Collection(InChromium.Name)]
public sealed class SignInVisitTests(Chromium chromium) : IAsyncLifetime
{
    private ServedVault _served = null!;
    private Person _person = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedVault.Started();
        _person = await _served.Vault.AddPerson("zhang.san", "张三");
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_person_takes_up_an_invitation_signs_in_and_out(string language)
    {
        await using var visitor = await chromium.Visitor(_served.Origin, language);
        var page = visitor.Page;
        var seed = await TakeUp(visitor);

        await page.ClickAsync("main a.button");
        await visitor.Look("sign-in");
        await SignIn(page, "000000");
        await visitor.Look("sign-in-refused");
        Assert.Equal("", await page.InputValueAsync("#Password"));
        NextCode();
        await SignIn(page, Code(seed));
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));

        await Go(visitor, "/my/sign-in", "my-sign-in");
        await Go(visitor, "/my/sessions", "my-sessions");
        await Go(visitor, "/my/sign-in/password", "my-password");
        await NewFactor(visitor, seed);
        await visitor.Go("/my/sign-in/recovery-codes");
        await page.ClickAsync("main button.button-primary");
        await visitor.Look("my-recovery-codes-code-missing");

        await visitor.Go("/my/sign-in");
        await page.ClickAsync("[popovertarget=person-menu]");
        await visitor.Look("person-menu");
        await page.ClickAsync("#person-menu button");
        await page.WaitForURLAsync("**/sign-in");
        Assert.DoesNotContain(await page.Context.CookiesAsync(), c => c.Name == "__Host-vault");
        await page.GoBackAsync();
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
        visitor.WasWell();
    }

    [NeedsTool("chromium")]
    public async Task A_link_from_another_site_leads_in_without_signing_in_again()
    {
        await using var visitor = await chromium.Visitor(_served.Origin, "zh-CN");
        var page = visitor.Page;
        var seed = await TakeUp(visitor);
        NextCode();
        await visitor.Go("/sign-in");
        await SignIn(page, Code(seed));
        // The same server under another name is another site.
        var elsewhere = _served.Origin.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await page.GotoAsync(elsewhere + "/sign-in");
        await page.EvaluateAsync("to => location.assign(to)", _served.Origin + "/my/sessions");
        await page.WaitForURLAsync(_served.Origin + "/my/sessions");
    }

    /// <summary>Password, QR code, confirmation; ends with the recovery codes on the screen.</summary>
    private async Task<byte[]> TakeUp(Visitor visitor)
    {
        var page = visitor.Page;
        await visitor.Go("/invitations/" + new string('0', 32));
        await visitor.Look("invitation-gone");
        await visitor.Go(await Link());
        await visitor.Look("invitation-password");
        await page.FillAsync("#Password", "short");
        await page.FillAsync("#Repeat", "short");
        await page.ClickAsync("main button.button-primary");
        await visitor.Look("invitation-password-refused");
        await page.FillAsync("#Password", SignInKit.Password);
        await page.FillAsync("#Repeat", SignInKit.Password);
        await page.ClickAsync("main button.button-primary");
        await page.WaitForSelectorAsync(".qr-code");
        await visitor.Look("invitation-factor");
        var seed = await ReadSeed(page);
        await page.FillAsync("#Code", Code(seed));
        await page.ClickAsync("main button.button-primary");
        await page.WaitForSelectorAsync(".code-list");
        await visitor.Look("invitation-done");
        return seed;
    }

    private async Task NewFactor(Visitor visitor, byte[] old)
    {
        NextCode();
        await visitor.Go("/my/sign-in/factor");
        await visitor.Page.ClickAsync("main details summary");
        await visitor.Look("my-factor");
        await visitor.Page.FillAsync("#StepUpCode", Code(old));
        await visitor.Page.ClickAsync("main button.button-primary");
        await visitor.Page.WaitForSelectorAsync(".qr-code");
        await visitor.Look("my-factor-new");
        var seed = await ReadSeed(visitor.Page);
        await visitor.Page.FillAsync("#NewCode", Code(seed));
        await visitor.Page.ClickAsync("main button.button-primary");
        await visitor.Page.WaitForURLAsync("**/my/sign-in");
        await visitor.Look("my-sign-in-done");
    }

    private static async Task Go(Visitor visitor, string path, string name)
    {
        await visitor.Go(path);
        Assert.EndsWith(path, visitor.Page.Url, StringComparison.Ordinal);
        await visitor.Look(name);
    }

    private static async Task SignIn(IPage page, string code)
    {
        await page.FillAsync("#UserName", "zhang.san");
        await page.FillAsync("#Password", SignInKit.Password);
        await page.FillAsync("#Code", code);
        await page.ClickAsync("main button.button-primary");
    }

    private static async Task<byte[]> ReadSeed(IPage page)
    {
        await page.ClickAsync("main details.more summary");
        var typed = await page.InnerTextAsync("main details.more .mono");
        return Base32.Rfc4648.Decode(typed.Replace(" ", "", StringComparison.Ordinal));
    }

    private async Task<string> Link()
    {
        var token = "";
        await _served.Vault.Write(scope =>
            token = IssueInvitation.Invite(scope, _person.Id, InvitationPurpose.FirstSignIn).Token
        );
        return string.Create(CultureInfo.InvariantCulture, $"/invitations/{token}");
    }

    private string Code(byte[] seed) => Totp.Compute(seed, TotpParameters.Standard, _served.Vault.Clock.Now);

    private void NextCode() => _served.Vault.Clock.Turn(TimeSpan.FromSeconds(30));
}
