using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.TestKit;

namespace Vault.Browser.Tests.Shell;

/// <summary>
/// R63: every component and error page, in both languages, on a desk and on a phone, light and dark: nothing axe calls serious,
/// nothing wider than the screen, nothing from elsewhere, no complaint of the browser about the content policy.
/// </summary>
[Collection(InChromium.Name)]
public sealed class LookTests(Chromium chromium, ShellServer server) : IClassFixture<ShellServer>
{
    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN", 1280, ColorScheme.Light)]
    [InlineData("zh-CN", 390, ColorScheme.Dark)]
    [InlineData("en", 1280, ColorScheme.Dark)]
    [InlineData("en", 390, ColorScheme.Light)]
    public async Task Every_component_can_be_read_by_everybody(string language, int width, ColorScheme scheme)
    {
        await using var visitor = await chromium.Visitor(server.Origin, language, width, scheme);

        await visitor.Go("/components");

        await visitor.Look("components-" + scheme);
        await visitor.LookOnPaper("components-" + scheme);
        visitor.WasWell();
    }

    [NeedsToolTheory("chromium")]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task An_error_page_can_be_read_by_everybody(int status)
    {
        foreach (var language in new[] { "zh-CN", "en" })
        {
            await using var visitor = await chromium.Visitor(server.Origin, language);

            await visitor.Go($"/test/status/{status}");

            await visitor.Look($"error-{status}");
            visitor.WasWell();
        }
    }

    [NeedsTool("chromium")]
    public async Task Whatever_has_the_focus_shows_it()
    {
        await using var visitor = await chromium.Visitor(server.Origin, "en");
        await visitor.Go("/components");
        await visitor.Page.EvaluateAsync("() => document.activeElement.blur()");

        for (var step = 0; step < 60; step++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            var unseen = await visitor.Page.EvaluateAsync<string?>(
                """
                () => {
                  const e = document.activeElement;
                  const shown = e.closest(".drop") ?? e;
                  const style = getComputedStyle(shown);
                  return e === document.body || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
                    ? null : e.outerHTML.slice(0, 120);
                }
                """
            );
            Assert.Null(unseen);
        }
    }

    [NeedsTool("chromium")]
    public async Task On_paper_only_the_sheet_is_left()
    {
        await using var visitor = await chromium.Visitor(server.Origin, "zh-CN", scheme: ColorScheme.Dark);
        await visitor.Go("/components");
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        await Assertions.Expect(visitor.Page.Locator(".sheet")).ToBeVisibleAsync();
        foreach (
            var gone in new[] { ".head-bar", ".navigation", ".footer", ".page-head", ".filter-bar", ".secret >> nth=0" }
        )
            await Assertions.Expect(visitor.Page.Locator(gone)).ToBeHiddenAsync();
        var ink = await visitor.Page.EvaluateAsync<string>(
            "() => getComputedStyle(document.querySelector('.sheet p')).color"
        );
        Assert.Equal("rgb(0, 0, 0)", ink);
    }
}
