using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.TestKit;

namespace Vault.Browser.Tests.Shell;

/// <summary>R61, R66: an open secret leaves the document in time, and is copied only after the log knows of it.</summary>
[Collection(InChromium.Name)]
public sealed class SecretFieldTests(Chromium chromium, ShellServer server) : IClassFixture<ShellServer>
{
    /// <summary>The value the page of components shows, look-alikes side by side.</summary>
    private const string Secret = "O0oQ8B1lI|5S2Zrn-mW<&";

    [NeedsTool("chromium")]
    public async Task After_its_seconds_a_secret_is_gone_from_the_document()
    {
        await using var visitor = await Open();

        await visitor.Page.Clock.RunForAsync(29_000);
        Assert.Equal(Secret, await TextOf(visitor, "登录密码"));
        await visitor.Page.Clock.RunForAsync(1_500);

        await AssertGone(visitor);
        await Assertions.Expect(visitor.Page.GetByText("已隐藏").First).ToBeVisibleAsync();
        visitor.WasWell();
    }

    [NeedsTool("chromium")]
    public async Task At_a_press_of_Hide_a_secret_is_gone_from_the_document()
    {
        await using var visitor = await Open();

        await Field(visitor, "登录密码").GetByText("隐藏", new() { Exact = true }).ClickAsync();

        await AssertGone(visitor);
        Assert.EndsWith("/components", visitor.Page.Url);
    }

    [NeedsTool("chromium")]
    public async Task A_page_the_browser_may_keep_holds_no_secret()
    {
        await using var visitor = await Open();

        await visitor.Page.EvaluateAsync(
            "() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"
        );

        await AssertGone(visitor);
    }

    [NeedsTool("chromium")]
    public async Task A_page_that_comes_back_from_the_browsers_store_is_asked_of_the_server_again()
    {
        await using var visitor = await Open();

        var reload = visitor.Page.WaitForRequestAsync("**/components");
        await visitor.Page.EvaluateAsync(
            "() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
        );

        Assert.Equal("document", (await reload).ResourceType);
    }

    [NeedsTool("chromium")]
    public async Task What_is_selected_is_the_secret_and_nothing_else()
    {
        await using var visitor = await Open();

        var selected = await Field(visitor, "登录密码")
            .Locator("[data-secret-text]")
            .EvaluateAsync<string>("e => { getSelection().selectAllChildren(e); return getSelection().toString(); }");

        Assert.Equal(Secret, selected);
    }

    [NeedsTool("chromium")]
    public async Task A_code_is_followed_by_the_next_one_and_then_by_nothing()
    {
        await using var visitor = await Open();

        Assert.Equal("482913", await TextOf(visitor, "动态码"));
        await visitor.Page.Clock.RunForAsync(17_500);
        Assert.Equal("106284", await TextOf(visitor, "动态码"));
        await visitor.Page.Clock.RunForAsync(30_500);

        await Assertions.Expect(Field(visitor, "动态码").Locator("[data-secret-text]")).ToHaveCountAsync(0);
        Assert.DoesNotContain("106284", await Words(visitor));
    }

    [NeedsTool("chromium")]
    public async Task A_copy_is_told_to_the_server_before_it_reaches_the_clipboard()
    {
        await using var visitor = await Open();
        string[]? copiedWhenLogged = null;
        await visitor.Page.RouteAsync(
            "**/components?handler=Copy",
            async route =>
            {
                copiedWhenLogged = await Copied(visitor);
                Assert.Contains("__RequestVerificationToken", route.Request.PostData);
                await route.ContinueAsync();
            }
        );

        await Copy(visitor);
        await Assertions.Expect(visitor.Page.GetByText("已复制并记入查阅记录")).ToBeVisibleAsync();

        Assert.NotNull(copiedWhenLogged);
        Assert.Empty(copiedWhenLogged);
        Assert.Equal(Secret, Assert.Single(await Copied(visitor)));
        Assert.Equal(Secret, await Pasted(visitor));
        visitor.WasWell();
    }

    [NeedsTool("chromium")]
    public async Task A_copy_the_log_refuses_does_not_happen()
    {
        await using var visitor = await Open();
        await visitor.Page.RouteAsync(
            "**/components?handler=Copy",
            route => route.FulfillAsync(new() { Status = 503 })
        );

        await Copy(visitor);
        await Assertions.Expect(visitor.Page.GetByText("没有复制成功")).ToBeVisibleAsync();

        Assert.Empty(await Copied(visitor));
    }

    [NeedsTool("chromium")]
    public async Task The_clipboard_is_cleared_where_the_browser_lets_it()
    {
        await using var visitor = await Open();

        await Copy(visitor);
        await Assertions.Expect(visitor.Page.GetByText("已复制并记入查阅记录")).ToBeVisibleAsync();
        await visitor.Page.Clock.RunForAsync(31_000);

        Assert.Equal(["", Secret], (await Copied(visitor)).Order());
        Assert.Equal("", await Pasted(visitor));
    }

    [NeedsTool("chromium")]
    public async Task The_page_may_not_read_the_clipboard()
    {
        await using var visitor = await Open();

        var refused = await Assert.ThrowsAsync<PlaywrightException>(() =>
            visitor.Page.EvaluateAsync("() => navigator.clipboard.readText()")
        );

        Assert.Contains("permissions policy", refused.Message);
    }

    [NeedsTool("chromium")]
    public async Task Without_script_there_is_a_way_to_hide_and_none_to_copy()
    {
        await using var visitor = await chromium.Visitor(server.Origin, "zh-CN", script: false);
        await visitor.Go("/components");

        await Assertions.Expect(visitor.Page.GetByText("复制", new() { Exact = true })).ToBeHiddenAsync();
        var hide = visitor.Page.GetByText("隐藏", new() { Exact = true }).First;
        await Assertions.Expect(hide).ToBeVisibleAsync();
    }

    private async Task<Visitor> Open()
    {
        var visitor = await chromium.Visitor(server.Origin, "zh-CN");
        await visitor.Page.Clock.InstallAsync();
        await visitor.Page.AddInitScriptAsync(
            """
            const write = navigator.clipboard.writeText.bind(navigator.clipboard);
            globalThis.copied = [];
            navigator.clipboard.writeText = (text) => (copied.push(text), write(text));
            """
        );
        await visitor.Go("/components");
        return visitor;
    }

    private static ILocator Field(Visitor visitor, string label) =>
        visitor.Page.Locator($".secret[data-secret][aria-label='{label}']");

    private static Task<string?> TextOf(Visitor visitor, string label) =>
        Field(visitor, label).Locator("[data-secret-text]").TextContentAsync();

    private static async Task AssertGone(Visitor visitor)
    {
        await Assertions.Expect(Field(visitor, "登录密码").Locator("[data-secret-text]")).ToHaveCountAsync(0);
        Assert.DoesNotContain(Secret, await Words(visitor));
    }

    private static Task<string> Words(Visitor visitor) =>
        visitor.Page.EvaluateAsync<string>("() => document.documentElement.textContent");

    private static Task Copy(Visitor visitor) =>
        Field(visitor, "登录密码").GetByText("复制", new() { Exact = true }).ClickAsync();

    /// <summary>What the page has written to the clipboard, in order.</summary>
    private static Task<string[]> Copied(Visitor visitor) => visitor.Page.EvaluateAsync<string[]>("() => copied");

    private static async Task<string> Pasted(Visitor visitor)
    {
        var area = visitor.Page.Locator("textarea");
        await area.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Control+V");
        return await area.InputValueAsync();
    }
}
