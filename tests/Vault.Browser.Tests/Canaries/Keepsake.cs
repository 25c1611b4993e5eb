using Microsoft.Playwright;
using Vault.TestKit.Canaries;

namespace Vault.Browser.Tests.Canaries;

/// <summary>
/// A page of somebody else that asks nobody to forget: what is typed there must turn up in the profile, or the sweep
/// would not see what it is to see.
/// </summary>
internal sealed class Keepsake
{
    public const string Address = "http://elsewhere.localhost/";

    private const string Html = """
        <!DOCTYPE html><title>Elsewhere</title>
        <form method="post"><input name="line"><textarea name="lines"></textarea><button>Send</button></form>
        """;

    public static Needle Line { get; } = new Field("/elsewhere", "line", Stands.Nowhere).Canary;

    public static Needle Lines { get; } = new Field("/elsewhere", "lines", Stands.Nowhere).Canary;

    public static async Task Leave(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.RouteAsync(Address, r => r.FulfillAsync(new() { ContentType = "text/html", Body = Html }));
        await page.GotoAsync(Address);
        await page.FillAsync("[name=line]", Line.Text);
        await page.FillAsync("[name=lines]", Lines.Text);
        await page.ClickAsync("button");
        await Assertions.Expect(page.Locator("[name=line]")).ToHaveValueAsync("");
    }

    /// <summary>Where it is missing although every browser keeps it there.</summary>
    public static IEnumerable<string> Missing(IReadOnlyList<Haystack> profile)
    {
        if (!Found(Line, "Web Data", "UTF-8"))
            yield return "what fields are offered again";
        if (!Found(Lines, "Sessions", "UTF-8"))
            yield return "what was sent, to send it again";
        if (!Found(Lines, "Sessions", "UTF-16"))
            yield return "what stood in fields, to fill them again";

        bool Found(Needle needle, string file, string dress) =>
            profile.Any(hay => Kept.IsIn(hay, file) && needle.In(hay).Contains(dress));
    }
}
