using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.Core;
using Vault.Core.People;
using Vault.Core.Witnesses;
using Vault.TestKit;
using Vault.Web.Hosting;

namespace Vault.Browser.Tests.Hosting;

/// <summary>
/// An older database was put back: the page shows both heads whatever address is asked for, reveals nothing, and leads on
/// only with the code on the console and two persons.
/// </summary>
[Collection(InChromium.Name)]
public sealed class ContradictedVisitTests(Chromium chromium)
{
    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 390)]
    public async Task Two_persons_with_the_code_on_the_console_lead_on(string language, int width)
    {
        await using var vault = await TestVault.Founded();
        var security = await Office(vault, "security", "安全员甲", OfficeRole.SecurityAdministrator);
        var reviewer = await Office(vault, "reviewer", "审阅人", OfficeRole.Reviewer);
        var why = await RolledBack(vault);
        await using var contradicted = why.Vault;
        var code = new EpochCode();
        var typed = code.Offer();
        var begun = new TaskCompletionSource();
        await using var app = ContradictedApp.Build(
            why,
            code,
            begun.SetResult,
            Listening.Parse("http://127.0.0.1:0", [], []),
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddQuickSignIn();
            }
        );
        await app.StartAsync();
        await using var visitor = await chromium.Visitor(app.Urls.Single(), language, width);

        await visitor.Go("/accounts");
        await visitor.Look("contradicted");
        var main = visitor.Page.Locator("main");
        await Assertions.Expect(main).ToContainTextAsync(Convert.ToBase64String(why.Finding.FoundRoot));
        await Assertions.Expect(main).ToContainTextAsync(Convert.ToBase64String(why.Finding.Witnessed!.Root));

        await Send(visitor, "0000", security, reviewer, vault);
        await visitor.Look("contradicted-refused");
        await Assertions.Expect(visitor.Page.Locator(".notice-danger")).ToBeVisibleAsync();
        await Send(visitor, typed, security, null, vault);
        await Assertions.Expect(visitor.Page.Locator(".notice-danger")).ToBeVisibleAsync();
        Assert.False(begun.Task.IsCompleted);

        vault.Clock.Turn(TimeSpan.FromMinutes(1));
        await Send(visitor, typed, security, reviewer, vault);
        await Assertions.Expect(visitor.Page.Locator(".notice-done")).ToBeVisibleAsync();
        await visitor.Look("contradicted-begun");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(10));
        visitor.WasWell();
    }

    private static async Task<Enrolled> Office(TestVault vault, string userName, string name, OfficeRole role)
    {
        var person = await vault.AddPerson(userName, name);
        await vault.Give(person, role);
        return await vault.Enrol(person);
    }

    /// <summary>The database as it was, while the witness has seen more.</summary>
    private static async Task<Opening.Contradicted> RolledBack(TestVault vault)
    {
        byte[] older = [];
        await vault.Reopen(() => older = File.ReadAllBytes(vault.DatabaseFile));
        await vault.AddPerson("wang.wu", "王五");
        return Assert.IsType<Opening.Contradicted>(
            await vault.Reopen(() => File.WriteAllBytes(vault.DatabaseFile, older))
        );
    }

    private static async Task Send(Visitor visitor, string code, Enrolled first, Enrolled? second, TestVault vault)
    {
        await visitor.Page.FillAsync($"[name={ContradictedApp.CodeField}]", code);
        await Sign(visitor, 1, first, vault);
        await Sign(visitor, 2, second ?? first, vault);
        await visitor.Submit("main form");
    }

    private static async Task Sign(Visitor visitor, int person, Enrolled by, TestVault vault)
    {
        await visitor.Page.FillAsync($"[name={ContradictedApp.UserNameField}{person}]", by.Person.SignInName);
        await visitor.Page.FillAsync($"[name={ContradictedApp.PasswordField}{person}]", by.Password);
        await visitor.Page.FillAsync($"[name={ContradictedApp.FactorField}{person}]", by.Code(vault.Clock.Now));
    }
}
