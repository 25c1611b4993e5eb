using Microsoft.Playwright;
using Vault.Browser.Tests.Support;

namespace Vault.Browser.Tests.Visit;

/// <summary>From the link on the console to the founding record.</summary>
internal static class Founding
{
    /// <summary>The links of the invitations, by user name.</summary>
    public static async Task<Dictionary<string, string>> Of(Visitor installer, VisitedVault vault, Founders founders)
    {
        var page = installer.Page;
        await installer.Go(vault.SetUpPath());
        await installer.Look("set-up-organisation");
        await page.FillAsync("[name=Name]", founders.Organisation);
        await page.FillAsync("[name=RootUnit]", founders.RootUnit);
        await installer.Submit("main form");
        await installer.Look("set-up-persons");
        foreach (var (field, name, userName) in founders.Seats)
        {
            await page.FillAsync($"[name='{field}.Name']", name);
            await page.FillAsync($"[name='{field}.UserName']", userName);
        }
        await installer.Submit("main form");
        await installer.Look("set-up-summary");
        await installer.Submit("main form");
        await installer.Look("founding-record");
        await installer.LookOnPaper("founding-record");
        var links = await page.Locator("p.mono", new PageLocatorOptions { HasText = "/invitations/" })
            .AllTextContentsAsync();
        Assert.Equal(founders.Seats.Count, links.Count);
        return founders.Seats.Select(s => s.UserName).Zip(links).ToDictionary(p => p.First, p => p.Second.Trim());
    }
}

/// <summary>What is typed into the pages of the set-up.</summary>
internal sealed record Founders(
    string Organisation,
    string RootUnit,
    IReadOnlyList<(string Field, string Name, string UserName)> Seats
)
{
    public static Founders Invented { get; } =
        new(
            "示例大学",
            "综合办公室",
            [
                ("Registrar", "王芳", "wang.fang"),
                ("SystemAdministrator", "刘洋", "liu.yang"),
                ("SecurityAdministrator", "陈伟", "chen.wei"),
                ("Reviewer", "周敏", "zhou.min"),
            ]
        );
}
