using System.Net;
using Xunit;

namespace Vault.Web.Tests.Shell;

/// <summary>The interface is Chinese first and English second; the reader chooses, the choice stays with the browser.</summary>
public sealed class LanguageTests(ShellHost host) : IClassFixture<ShellHost>
{
    [Theory]
    [InlineData(null, "zh-CN")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN")]
    [InlineData("zh-TW,en;q=0.9", "zh-CN")]
    [InlineData("en-GB,en;q=0.9", "en")]
    [InlineData("en;q=0.3,zh;q=0.7", "zh-CN")]
    [InlineData("de-DE,en;q=0.5", "en")]
    [InlineData("de-DE,fr;q=0.5", "zh-CN")]
    [InlineData("*", "zh-CN")]
    [InlineData(";;;,q=", "zh-CN")]
    public async Task Without_a_choice_the_browser_is_asked_and_Chinese_is_the_default(
        string? accepted,
        string language
    )
    {
        using var browser = host.Browser();
        if (accepted is not null)
            browser.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accepted);

        var page = await new Visit(browser).Page("/components");

        Assert.Contains($"<html lang=\"{language}\"", page);
        Assert.Contains(language == "en" ? "<h1>Components</h1>" : "<h1>界面组件</h1>", page);
    }

    [Fact]
    public async Task A_choice_is_kept_and_wins_over_the_browser()
    {
        using var browser = host.Browser("zh-CN");
        var visit = new Visit(browser);

        using var switched = await visit.Post(
            "/preferences/language",
            ("language", "en"),
            ("return", "/components?q=1")
        );
        var page = await visit.Page("/components");

        Assert.Equal(HttpStatusCode.SeeOther, switched.StatusCode);
        Assert.Equal("/components?q=1", switched.Headers.Location!.ToString());
        Assert.Contains("<html lang=\"en\"", page);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("components")]
    [InlineData("")]
    public async Task The_way_back_never_leads_away(string wanted)
    {
        using var browser = host.Browser();
        using var response = await new Visit(browser).Post(
            "/preferences/language",
            ("language", "en"),
            ("return", wanted)
        );

        Assert.Equal("/", response.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/preferences/language", "language", "fr")]
    [InlineData("/preferences/language", "language", "")]
    [InlineData("/preferences/theme", "theme", "pink")]
    public async Task What_is_not_offered_is_refused_and_not_kept(string path, string field, string value)
    {
        using var browser = host.Browser();
        using var response = await new Visit(browser).Post(path, (field, value));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_cookie_with_an_unknown_language_is_ignored()
    {
        using var browser = host.Browser("en");
        browser.DefaultRequestHeaders.Add("Cookie", "__Host-lang=xx; __Host-theme=pink");

        var page = await new Visit(browser).Page("/components");

        Assert.Contains("<html lang=\"en\" data-theme=\"device\">", page);
    }

    [Fact]
    public async Task The_theme_is_rendered_by_the_server_and_can_be_given_back_to_the_device()
    {
        using var browser = host.Browser();
        var visit = new Visit(browser);

        using var dark = await visit.Post("/preferences/theme", ("theme", "dark"), ("return", "/components"));
        var darkPage = await visit.Page("/components");
        using var device = await visit.Post("/preferences/theme", ("theme", "device"), ("return", "/components"));
        var devicePage = await visit.Page("/components");

        Assert.Contains("data-theme=\"dark\"", darkPage);
        Assert.Contains("data-theme=\"device\"", devicePage);
    }
}
