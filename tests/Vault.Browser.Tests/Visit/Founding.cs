using Microsoft.Playwright;
using Vault.Browser.Tests.Support;

namespace Vault.Browser.Tests.Visit;

/// <summary>From the link on the console to the founding record.</summary>
internal static class Founding
{
    private static readonly (string Field, string Name, string UserName)[] Seats =
    [
        ("Registrar", "王芳", "wang.fang"),
        ("SystemAdministrator", "刘洋", "liu.yang"),
        ("SecurityAdministrator", "陈伟", "chen.wei"),
        ("Reviewer", "周敏", "zhou.min"),
    ];

    /// <summary>The links of the invitations, by user name.</summary>
    public static async Task<Dictionary<string, string>> Of(Visitor installer, BrowserVault vault)
    {
        var page = installer.Page;
        await installer.Go(vault.SetUpPath());
        await installer.Look("set-up-organisation");
        await page.FillAsync("[name=Name]", "示例大学");
        await page.FillAsync("[name=RootUnit]", "综合办公室");
        await installer.Submit("main form");
        await installer.Look("set-up-persons");
        foreach (var (field, name, userName) in Seats)
        {
            await page.FillAsync($"[name='{field}.Name']", name);
            await page.FillAsync($"[name='{field}.UserName']", userName);
        }
        await installer.Submit("main form");
        await installer.Look("set-up-summary");
        await installer.Submit("main form");
        await installer.Look("founding-record");
        return await Links(page);
    }

    private static async Task<Dictionary<string, string>> Links(IPage page)
    {
        var links = await page.Locator("p.mono", new PageLocatorOptions { HasText = "/invitations/" })
            .AllTextContentsAsync();
        Assert.Equal(Seats.Length, links.Count);
        return Seats.Select(s => s.UserName).Zip(links).ToDictionary(p => p.First, p => p.Second.Trim());
    }
}
