using System.Text;
using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.Browser.Tests.Visit;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.TestKit;

namespace Vault.Browser.Tests;

/// <summary>
/// R26, R60, R61, R63, R64, R66: the first day of a vault in the browsers of the people in it, from the link on the
/// console to the entry the reviewer finds.
/// </summary>
[Collection(InChromium.Name)]
public sealed class VisitTests(Chromium chromium)
{
    private const string Words = "蓝色的伞 over 17 quiet bridges ";
    private const string Unit = "示例外国语学院";
    private const string Account = "示例大学外国语学院";
    private const string Reason = "发布三月六日的讲座预告";
    private const string CodeReason = "在新手机上登录一次";

    /// <summary>20 bytes, the size the platforms hand out.</summary>
    private static readonly byte[] Seed = Encoding.ASCII.GetBytes("12345678901234567890");

    private readonly List<Visitor> _visitors = [];

    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task From_the_set_up_link_to_the_entry_in_the_log(string language)
    {
        await using var vault = await BrowserVault.Started();
        var links = await Founding.Of(await Visitor(vault, language), vault, Founders.Invented);
        var registrar = await SettleIn(vault, links["wang.fang"], "wang.fang", language);
        var security = await SettleIn(vault, links["chen.wei"], "chen.wei", language);

        var account = await TheRegisterGetsAnAccount(registrar);
        var custodian = await AndACustodian(vault, registrar, security, account, language);
        await WhoSeesItsPassword(custodian, new CustodyWork(custodian, vault, account), registrar, vault);
        await AndGetsACode(custodian, new CustodyWork(custodian, vault, account), vault);
        await AndLeavesNothingBehind(custodian);
        var reviewer = await SettleIn(vault, links["zhou.min"], "zhou.min", language);
        await AllOfItIsInTheLog(reviewer);

        _visitors.ForEach(v => v.WasWell());
        foreach (var visitor in _visitors)
            await visitor.DisposeAsync();
    }

    private static async Task<string> TheRegisterGetsAnAccount(Newcomer registrar)
    {
        await registrar.Open("/", "home-registrar-nothing");
        await registrar.AddUnit(Unit);
        var account = await registrar.AddAccount(Account, "example-sfl", Unit);
        await registrar.Open("/", "home-registrar");
        await registrar.Open("/accounts", "accounts");
        return account;
    }

    private async Task<Newcomer> AndACustodian(
        BrowserVault vault,
        Newcomer registrar,
        Newcomer security,
        string account,
        string language
    )
    {
        var person = await registrar.AddPerson("张三", "zhang.san", Unit);
        await security.Confirm(await registrar.ProposeCustodian(account, "zhang.san"));
        var invitation = await registrar.ProposeInvitation(person);
        await security.Confirm(invitation);
        await security.Open("/proposals?view=decided", "proposals-decided");
        await security.Open("/policy", "policy");
        await security.Open("/help", "help");
        await security.Open("/help/import", "help-import");
        var custodian = await SettleIn(vault, await registrar.IssueLink(invitation), "zhang.san", language);
        await registrar.Open(person, "person");
        await registrar.Open("/platforms", "platforms");
        await registrar.Open("/platforms/new", "platform-new");
        await registrar.Open("/platforms/weixin-mp", "platform");
        await custodian.Visitor.Look("home-custodian");
        return custodian;
    }

    private static async Task WhoSeesItsPassword(
        Newcomer custodian,
        CustodyWork work,
        Newcomer registrar,
        BrowserVault vault
    )
    {
        // From here on the page's time stands still unless the test lets it run.
        await custodian.Page.Clock.InstallAsync();
        await custodian.WatchesTheClipboard();
        await work.Generate();
        var password = await work.TakeIntoUse(registrar);
        await work.Reveal(Reason);

        Assert.Equal(password, await custodian.Shown().TextContentAsync());
        Assert.IsType<SecretRevealed>(vault.LastEvent());
        await custodian.Visitor.Look("secret-shown");
        await custodian.Page.ClickAsync("form[data-copy] button");
        await Assertions.Expect(custodian.Status()).Not.ToBeEmptyAsync();
        Assert.Equal([password], await custodian.Copied());
        Assert.IsType<SecretCopied>(vault.LastEvent());
        await custodian.Visitor.Look("secret-copied");
        await GoneInTime(custodian, password);
        await custodian.Visitor.Look("secret-hidden");
    }

    private static async Task GoneInTime(Newcomer custodian, string secret)
    {
        var left = await custodian.SecondsLeft();
        Assert.InRange(left, 1, 30);
        await custodian.Page.Clock.RunForAsync(1_000 * left);
        await custodian.IsGone(secret);
    }

    private static async Task AndGetsACode(Newcomer custodian, CustodyWork work, BrowserVault vault)
    {
        var seed = SimpleBase.Base32.Rfc4648.Encode(Seed);
        await work.DepositSeed($"otpauth://totp/{Uri.EscapeDataString("示例")}?secret={seed}&issuer=example");
        await work.AskForACode(CodeReason);

        var code = Totp.Compute(Seed, TotpParameters.Standard, vault.Clock.Now);
        Assert.Equal(code, await custodian.Shown().TextContentAsync());
        Assert.DoesNotContain(seed, await custodian.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.IsType<CodeIssued>(vault.LastEvent());
        await custodian.Visitor.Look("code-shown");
        var next = Totp.Compute(Seed, TotpParameters.Standard, vault.Clock.Now.AddSeconds(30));
        await custodian.Page.Clock.RunForAsync(1_000 * await custodian.SecondsLeft());
        await Assertions.Expect(custodian.Shown()).ToHaveTextAsync(next);
        await custodian.Visitor.Look("code-next");
        await GoneInTime(custodian, next);
    }

    private static async Task AndLeavesNothingBehind(Newcomer custodian)
    {
        await custodian.Open("/my/log", "my-log");
        await custodian.Visitor.Go(custodian.Path);
        await custodian.SignOut();
        Assert.DoesNotContain(await custodian.Page.Context.CookiesAsync(), c => c.Name == "__Host-vault");
        await custodian.Page.GoBackAsync();
        Assert.StartsWith("/sign-in", custodian.Path, StringComparison.Ordinal);
    }

    private static async Task AllOfItIsInTheLog(Newcomer reviewer)
    {
        await reviewer.Open("/log", "log");
        await reviewer.Page.SelectOptionAsync("[name=kind]", nameof(SecretRevealed));
        await reviewer.Visitor.Submit("form.filter-bar");
        await reviewer.Visitor.Look("log-reveals");
        var line = reviewer.Page.Locator("tbody tr").Filter(new() { HasText = Reason });
        await Assertions.Expect(line).ToContainTextAsync("张三");
        await Assertions.Expect(line).ToContainTextAsync(Account);
        await line.Locator("td a[href^='/log/']").First.ClickAsync();
        await Assertions.Expect(reviewer.Page.Locator("main")).ToContainTextAsync(Reason);
        await reviewer.Visitor.Look("log-entry");
        await reviewer.Open("/log/print", "log-print-ask");
        await reviewer.StepUp("main form");
        await reviewer.Visitor.Submit("main form");
        await reviewer.Visitor.Look("log-print");
        await reviewer.Visitor.LookOnPaper("log-print");
        await TheCheckpointOnPaperAgrees(reviewer);
    }

    private static async Task TheCheckpointOnPaperAgrees(Newcomer reviewer)
    {
        await reviewer.Open("/log/checkpoint", "log-checkpoint");
        await reviewer.Visitor.LookOnPaper("log-checkpoint");
        var note = await reviewer.Page.Locator("pre.note-text").TextContentAsync();
        await reviewer.Open("/log/verify", "log-verify");
        await reviewer.Page.FillAsync("[name=Note]", note!.Replace("\n", " \n", StringComparison.Ordinal));
        await reviewer.Visitor.Submit("#checkpoint form");
        await Assertions.Expect(reviewer.Page.Locator("#checkpoint .notice-done")).ToBeVisibleAsync();
        await reviewer.Visitor.Look("log-verify-agrees");
        await reviewer.Page.FillAsync(
            "[name=Note]",
            note.Replace("credential", "credentiai", StringComparison.Ordinal)
        );
        await reviewer.Visitor.Submit("#checkpoint form");
        await Assertions.Expect(reviewer.Page.Locator("#checkpoint .notice-due")).ToBeVisibleAsync();
        await reviewer.Visitor.Look("log-verify-slip");
        await reviewer.Visitor.Submit("#whole form");
        await Assertions.Expect(reviewer.Page.Locator("#whole .notice-done")).ToBeVisibleAsync();
        await reviewer.Visitor.Look("log-verify-whole");
        await reviewer.Open("/health", "health");
        await reviewer.Open("/log/export", "log-export");
    }

    private async Task<Newcomer> SettleIn(BrowserVault vault, string link, string userName, string language)
    {
        var newcomer = new Newcomer(await Visitor(vault, language), vault, userName, Words + userName.Length);
        await newcomer.Accept(link);
        await newcomer.SignIn();
        return newcomer;
    }

    private async Task<Visitor> Visitor(BrowserVault vault, string language)
    {
        var visitor = await chromium.Visitor(vault.Origin, language);
        _visitors.Add(visitor);
        return visitor;
    }
}
