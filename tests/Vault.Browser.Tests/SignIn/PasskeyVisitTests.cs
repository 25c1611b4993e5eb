using System.Text;
using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;

namespace Vault.Browser.Tests.SignIn;

/// <summary>R14: a passkey from its making to its end, with the virtual authenticator of the browser itself.</summary>
[Collection(InChromium.Name)]
public sealed class PasskeyVisitTests(Chromium chromium) : IAsyncLifetime
{
    private const string Value = "Lantern-over-4-rivers";

    private ServedVault _served = null!;
    private Person _person = null!;
    private Enrolled _has = null!;
    private Account _account = null!;

    // Browsers know no passkeys at an IP address.
    private string Origin => _served.Origin.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public async Task InitializeAsync()
    {
        _served = await ServedVault.Started();
        var vault = _served.Vault;
        _person = await vault.AddPerson("zhang.san", "张三");
        _has = await vault.Enrol(_person);
        _account = await vault.AddAccount("示例大学招生办");
        await vault.Appoint(_person, _account);
        var (session, actor) = await vault.SignIn(_person);
        var proof = await vault.Prove(session, actor, _account.Id.Value);
        var value = Encoding.UTF8.GetBytes(Value);
        await vault.Get<Deposit>().Run(actor, proof, _account.Id, Component.Password, value, ValueOrigin.Typed);
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_passkey_is_made_signs_in_reveals_and_is_removed(string language)
    {
        await using var visitor = await chromium.Visitor(Origin, language);
        var page = visitor.Page;
        var device = await Device.Of(page);
        await SignInWithCode(visitor);
        await Add(visitor);
        await SignOut(visitor);

        await visitor.Look("sign-in-passkey");
        await visitor.Press("form[data-passkey-sign-in] button");
        await visitor.Go("/my/sessions");
        Assert.EndsWith("/my/sessions", page.Url, StringComparison.Ordinal);

        _served.Vault.Clock.Turn(FreshProof.Lifetime);
        await Reveal(visitor, device);
        _served.Vault.Clock.Turn(FreshProof.Lifetime);
        await Remove(visitor);
        visitor.WasWell();
    }

    [NeedsTool("chromium")]
    public async Task Without_script_and_at_an_IP_address_none_is_offered_and_all_else_works()
    {
        await using var visitor = await chromium.Visitor(_served.Origin, "zh-CN");
        await SignInWithCode(visitor);
        await visitor.Go("/my/sign-in");
        Assert.Equal(0, await visitor.Page.Locator("a[href='/my/sign-in/passkeys/new']").CountAsync());
        await visitor.Look("my-sign-in-address");
        await using var plain = await chromium.Visitor(Origin, "zh-CN", script: false);
        await plain.Go("/sign-in");
        Assert.False(await plain.Page.IsVisibleAsync("form[data-passkey-sign-in]"));
    }

    private async Task Add(Visitor visitor)
    {
        var page = visitor.Page;
        await visitor.Go("/my/sign-in");
        await visitor.Look("my-sign-in-no-passkey");
        await visitor.Press("a[href='/my/sign-in/passkeys/new']");
        await visitor.Look("my-passkey-code");
        await page.FillAsync("#StepUpCode", NextCode());
        await visitor.Submit("main form");
        await visitor.Look("my-passkey-new");
        await page.FillAsync("#PasskeyName", "办公室电脑");
        await visitor.Press("form[data-passkey-new] .button-primary");
        Assert.EndsWith("/my/sign-in", page.Url, StringComparison.Ordinal);
        Assert.Contains("办公室电脑", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await visitor.Look("my-sign-in-passkey");
    }

    /// <summary>First the finger that is not his, then his: one press from the reason to the password.</summary>
    private async Task Reveal(Visitor visitor, Device device)
    {
        var page = visitor.Page;
        await visitor.Go($"/accounts/{_account.Id}/secrets/password");
        await visitor.Look("secret-passkey");
        await page.FillAsync("#Reason", "发布今天的招生通知");
        await device.Verifies(false);
        await page.ClickAsync("[data-passkey-step-up] button");
        await Assertions.Expect(page.Locator("[data-passkey-step-up] [role=status]")).ToHaveTextAsync(Failed(visitor));
        await visitor.Look("secret-passkey-failed");
        await device.Verifies(true);
        await page.ClickAsync("[data-passkey-step-up] button");
        await Assertions.Expect(page.Locator("[data-secret-text]")).ToContainTextAsync(Value);
        Assert.Equal(0, await page.Locator("[data-passkey-step-up], [name=StepUpCode]").CountAsync());
        Assert.Equal(1, _served.Vault.Log().Count(l => l.Event is SecretRevealed));
    }

    private async Task Remove(Visitor visitor)
    {
        await visitor.Go("/my/sign-in");
        await visitor.Press("table a.button");
        await visitor.Look("my-passkey-remove");
        await visitor.Press("[data-passkey-step-up] button");
        Assert.EndsWith("/my/sign-in", visitor.Page.Url, StringComparison.Ordinal);
        await visitor.Go("/my/sign-in");
        Assert.Equal(0, await visitor.Page.Locator("main table").CountAsync());
    }

    private async Task SignInWithCode(Visitor visitor)
    {
        await visitor.Go("/sign-in");
        await visitor.Page.FillAsync("#UserName", "zhang.san");
        await visitor.Page.FillAsync("#Password", SignInKit.Password);
        await visitor.Page.FillAsync("#Code", NextCode());
        await visitor.Submit("main form");
    }

    private static async Task SignOut(Visitor visitor)
    {
        await visitor.Page.ClickAsync("[popovertarget=person-menu]");
        await visitor.Press("#person-menu button");
    }

    private static System.Text.RegularExpressions.Regex Failed(Visitor visitor) =>
        new(visitor.Language == "en" ? "No passkey was used" : "没有用上通行密钥");

    private string NextCode()
    {
        _served.Vault.Clock.Turn(TimeSpan.FromSeconds(30));
        return _has.Code(_served.Vault.Clock.Now);
    }
}
