using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.Core.Custody;

namespace Vault.Browser.Tests.Visit;

/// <summary>What a custodian does with the secrets of an account, at <paramref name="account"/>, a path.</summary>
internal sealed class CustodyWork(Newcomer custodian, VisitedVault vault, string account)
{
    private static readonly TimeSpan LongerThanAProof = TimeSpan.FromMinutes(6);

    private string Password => account + "/secrets/password";

    private string Seed => account + "/secrets/totp-seed";

    private const string ValueForm = "form[data-reveal]";

    private Visitor Visitor => custodian.Visitor;

    private IPage Page => custodian.Page;

    /// <summary>A new password by the platform's rules; it is in custody, and nobody has seen it.</summary>
    public async Task Generate()
    {
        await custodian.Open(account, "account-nothing-in-custody");
        await custodian.Open(Password, "secret-none");
        await custodian.Follow($"main a[href='{Password}/deposit']");
        await Visitor.Look("deposit-password");
        await Visitor.Submit("form[action$='/deposit']");
        await Visitor.Look("deposit-password-missing");
        await custodian.StepUp("form[action$='/generate']");
        await Visitor.Submit("form[action$='/generate']");
        Assert.Equal(Password, custodian.Path);
        await Visitor.Look("secret-pending");
    }

    /// <summary>Sees the generated password, changes it on the platform, and signs in with it before somebody. Returns it.</summary>
    public async Task<string> TakeIntoUse(Newcomer before)
    {
        await Visitor.Submit("form[action$='/reveal']");
        await Visitor.Look("secret-pending-shown");
        var password = await custodian.Shown().TextContentAsync();
        await Page.ClickAsync("[data-hide]");
        await custodian.IsGone(password!);
        Assert.Equal(Password, custodian.Path);
        await Visitor.Press("button[formaction$='/apply']");
        Assert.Equal(Password, custodian.Path);
        await Visitor.Look("secret-applied");
        await before.Open(account, "account-awaits-verification");
        await before.Follow($"main a[href='{Password}/verification']");
        await before.Visitor.Look("verification");
        await before.StepUp("form[action$='/verification']");
        await before.Visitor.Submit("form[action$='/verification']");
        Assert.Equal(account, before.Path);
        await custodian.Open(Password);
        await Visitor.Look("secret-in-use");
        return password!;
    }

    public async Task DepositSeed(string typed)
    {
        await custodian.Open(Seed + "/deposit", "deposit-seed");
        await Page.FillAsync("[name=Value]", "otpauth://totp/x?secret=01");
        await custodian.StepUp("form[action$='/deposit']");
        await Visitor.Submit("form[action$='/deposit']");
        Assert.Equal("", await Page.InputValueAsync("[name=Value]"));
        await Visitor.Look("deposit-seed-refused");
        await Page.FillAsync("[name=Value]", typed);
        await Visitor.Submit("form[action$='/deposit']");
        Assert.Equal(Seed, custodian.Path);
        await Visitor.Look("seed-in-use");
    }

    /// <summary>Puts a value in custody, whatever it is.</summary>
    public async Task Keep(Component component, string value)
    {
        var secret = $"{account}/secrets/{component.Slug()}";
        await custodian.Open(secret + "/deposit");
        await Page.FillAsync("[name=Value]", value);
        await custodian.StepUp("form[action$='/deposit']");
        await Visitor.Submit("form[action$='/deposit']");
        Assert.Equal(secret, custodian.Path);
    }

    /// <summary>Asks for the value in use, or for a code if it is a seed, from the page it was kept on.</summary>
    public async Task Use(Component component, string reason)
    {
        var form = component == Component.TotpSeed ? "form[action$='/code']" : ValueForm;
        await Page.FillAsync($"{form} [name=Reason]", reason);
        await custodian.StepUp(form);
        if (component == Component.TotpSeed)
            await Visitor.Submit(form);
        else
            await ShowHere();
    }

    /// <summary>Asks for the password a while later: with a reason, and with a second factor again.</summary>
    public async Task Reveal(string reason)
    {
        await vault.Pass(LongerThanAProof);
        await custodian.Open(account, "account-in-custody");
        await custodian.Follow($"main a[href='{Password}']");
        // What is missing the form says in its own way.
        await Visitor.Submit(ValueForm);
        await Visitor.Look("secret-reason-missing");
        await Page.FillAsync("[name=Reason]", reason);
        await Page.FillAsync($"{ValueForm} [name=StepUpCode]", "000000");
        await Page.ClickAsync($"{ValueForm} .button-primary");
        await Assertions.Expect(Page.Locator("[data-refused]")).Not.ToBeEmptyAsync();
        await Visitor.Look("secret-code-wrong");
        Assert.Equal(reason, await Page.InputValueAsync("[name=Reason]"));
        await Page.FillAsync($"{ValueForm} [name=StepUpCode]", await custodian.NextCode());
        await ShowHere();
        Assert.Equal(reason, await Page.InputValueAsync("[name=Reason]"));
    }

    /// <summary>The value comes to where the reader is, and his keyboard with it.</summary>
    private async Task ShowHere()
    {
        await Page.ClickAsync($"{ValueForm} .button-primary");
        await Assertions.Expect(custodian.Shown()).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("[data-secret]")).ToBeFocusedAsync();
    }

    /// <summary>A code of the account's seed, with a second factor that may still be fresh.</summary>
    public async Task AskForACode(string reason)
    {
        await custodian.Open(Seed);
        await Page.FillAsync("[name=Reason]", reason);
        await custodian.StepUp("form[action$='/code']");
        await Visitor.Submit("form[action$='/code']");
    }
}
