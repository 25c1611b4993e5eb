using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.TestKit;

namespace Vault.Browser.Tests.Shell;

/// <summary>R62, R18: a reader finds his way by keyboard, on a phone and without script; his choices stay, on plain http too.</summary>
[Collection(InChromium.Name)]
public sealed class WayAroundTests(Chromium chromium, ShellServer server) : IClassFixture<ShellServer>
{
    [NeedsTool("chromium")]
    public async Task Language_and_theme_are_chosen_by_a_press_and_stay()
    {
        await using var visitor = await chromium.Visitor(server.Origin, "zh-CN");
        await visitor.Go("/components?q=1");

        await visitor.Page.GetByText("English", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("Components");
        Assert.EndsWith("/components?q=1", visitor.Page.Url);
        await visitor.Page.GetByLabel("Appearance").First.ClickAsync();
        await visitor.Page.GetByText("Dark", new() { Exact = true }).ClickAsync();
        await visitor.Go("/components");

        await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        var cookies = await visitor.Page.Context.CookiesAsync();
        Assert.All(
            cookies,
            c => Assert.True(c is { Secure: true, HttpOnly: true, SameSite: SameSiteAttribute.Strict }, c.Name)
        );
        Assert.Superset(new HashSet<string> { "__Host-lang", "__Host-theme" }, cookies.Select(c => c.Name).ToHashSet());
        visitor.WasWell();
    }

    [NeedsToolTheory("chromium")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task On_a_phone_the_navigation_is_behind_one_button_with_and_without_script(bool script)
    {
        await using var visitor = await chromium.Visitor(server.Origin, "zh-CN", 390, script: script);
        await visitor.Go("/components");
        var navigation = visitor.Page.Locator("#navigation");

        await Assertions.Expect(navigation).ToBeHiddenAsync();
        await visitor.Page.GetByLabel("菜单").ClickAsync();
        await Assertions.Expect(navigation).ToBeVisibleAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(navigation).ToBeHiddenAsync();
    }

    [NeedsTool("chromium")]
    public async Task On_a_desk_the_navigation_is_simply_there()
    {
        await using var visitor = await chromium.Visitor(server.Origin, "zh-CN");
        await visitor.Go("/components");

        await Assertions.Expect(visitor.Page.Locator("#navigation")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByLabel("菜单")).ToBeHiddenAsync();
    }

    [NeedsTool("chromium")]
    public async Task The_first_stop_of_the_keyboard_leads_past_the_navigation()
    {
        await using var visitor = await chromium.Visitor(server.Origin, "en");
        await visitor.Go("/no/such/page");

        await visitor.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visitor.Page.GetByText("Skip to content")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visitor.Page.Locator("main")).ToBeFocusedAsync();
    }

    [NeedsTool("chromium")]
    public async Task A_slash_leads_to_the_search_unless_it_is_being_written()
    {
        await using var visitor = await chromium.Visitor(server.Origin, "en");
        await visitor.Go("/components");
        var search = visitor.Page.Locator("[data-search]");

        await visitor.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(search).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("/");

        await Assertions.Expect(search).ToHaveValueAsync("/");
    }

    [NeedsTool("chromium")]
    public async Task A_dialog_holds_the_focus_and_gives_it_back_when_Esc_closes_it()
    {
        await using var visitor = await chromium.Visitor(server.Origin, "en");
        await visitor.Go("/components");
        var opener = visitor.Page.Locator("button[popovertarget=cancel-account]").First;

        await opener.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("dialog")).ToBeVisibleAsync();
        Assert.True(await visitor.Page.EvaluateAsync<bool>("() => document.querySelector('dialog').matches(':modal')"));
        await visitor.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(visitor.Page.Locator("dialog")).ToBeHiddenAsync();
        await Assertions.Expect(opener).ToBeFocusedAsync();
    }

    [NeedsTool("chromium")]
    public async Task A_dialog_opens_without_script_too()
    {
        await using var visitor = await chromium.Visitor(server.Origin, "en", script: false);
        await visitor.Go("/components");

        await visitor.Page.Locator("button[popovertarget=cancel-account]").First.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("dialog")).ToBeVisibleAsync();
        await visitor.Page.GetByText("Keep it").ClickAsync();

        await Assertions.Expect(visitor.Page.Locator("dialog")).ToBeHiddenAsync();
    }

    [NeedsTool("chromium")]
    public async Task A_deadline_runs_and_says_when_it_is_over()
    {
        await using var visitor = await chromium.Visitor(server.Origin, "en");
        await visitor.Page.Clock.InstallAsync();
        await visitor.Go("/components");
        var left = visitor.Page.Locator("[data-count-down]");

        await visitor.Page.Clock.RunForAsync(61_000);
        Assert.StartsWith("2:03:", await left.TextContentAsync());
        await visitor.Page.Clock.FastForwardAsync("02:10:00");
        await visitor.Page.Clock.RunForAsync(1_000);

        await Assertions.Expect(left).ToHaveTextAsync("time is up");
    }

    [NeedsTool("chromium")]
    public async Task The_summary_of_errors_is_read_first_and_leads_to_the_field()
    {
        await using var visitor = await chromium.Visitor(server.Origin, "en");
        await visitor.Go("/components");

        await Assertions.Expect(visitor.Page.Locator(".error-summary")).ToBeFocusedAsync();
        Assert.StartsWith("Please correct: ", await visitor.Page.TitleAsync());
        await visitor.Page.Locator(".error-summary a").First.ClickAsync();

        await Assertions.Expect(visitor.Page.GetByLabel("Reason")).ToBeFocusedAsync();
    }
}
