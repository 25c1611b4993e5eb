using Microsoft.Playwright;
using Vault.Browser.Tests.Support;

namespace Vault.Browser.Tests;

/// <summary>The first morning at a browser: from the link on the console to the founders signing in.</summary>
[Collection(InChromium.Name)]
public sealed class VisitTests(Chromium chromium)
{
    private const string Password = "蓝色的伞 over 17 quiet bridges ";

    [NeedsChromiumTheory]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 1280)]
    public async Task From_the_set_up_link_to_four_people_who_can_sign_in(string language, int width)
    {
        await using var vault = await BrowserVault.Started();
        await using var installer = await chromium.Visitor(vault.Origin, language, width);
        var links = await Found(installer, vault);

        var registrar = await SettleIn(vault, links["wang.fang"], "wang.fang", language, width);
        var security = await SettleIn(vault, links["chen.wei"], "chen.wei", language, width);
        var reviewer = await SettleIn(vault, links["zhou.min"], "zhou.min", language, width);
        await registrar.Visitor.Look("home-registrar");

        installer.WasWell();
        Array.ForEach([registrar, security, reviewer], p => p.Visitor.WasWell());
    }

    private static async Task<Dictionary<string, string>> Found(Visitor installer, BrowserVault vault)
    {
        var page = installer.Page;
        await installer.Go(vault.SetUpPath());
        await installer.Look("set-up-organisation");
        await page.FillAsync("[name=Name]", "示例大学");
        await page.FillAsync("[name=RootUnit]", "综合办公室");
        await Next(page);
        await installer.Look("set-up-persons");
        (string Field, string Name, string UserName)[] seats =
        [
            ("Registrar", "王芳", "wang.fang"),
            ("SystemAdministrator", "刘洋", "liu.yang"),
            ("SecurityAdministrator", "陈伟", "chen.wei"),
            ("Reviewer", "周敏", "zhou.min"),
        ];
        foreach (var (field, name, userName) in seats)
        {
            await page.FillAsync($"[name='{field}.Name']", name);
            await page.FillAsync($"[name='{field}.UserName']", userName);
        }
        await Next(page);
        await installer.Look("set-up-summary");
        await Next(page);
        await installer.Look("founding-record");
        var links = await page.Locator("p.mono", new PageLocatorOptions { HasText = "/invitations/" })
            .AllTextContentsAsync();
        Assert.Equal(seats.Length, links.Count);
        return seats.Select(s => s.UserName).Zip(links).ToDictionary(p => p.First, p => p.Second.Trim());
    }

    private async Task<Newcomer> SettleIn(BrowserVault vault, string link, string userName, string language, int width)
    {
        var visitor = await chromium.Visitor(vault.Origin, language, width);
        var newcomer = new Newcomer(visitor, vault, userName, Password + userName.Length);
        await newcomer.Accept(link);
        await newcomer.SignIn();
        return newcomer;
    }

    private static async Task Next(IPage page)
    {
        await page.RunAndWaitForResponseAsync(
            () => page.Locator("main form .button-primary").First.ClickAsync(),
            answer => answer.Request.IsNavigationRequest && answer.Status < 300
        );
        await page.WaitForLoadStateAsync(LoadState.Load);
    }
}
