using Xunit;

namespace Vault.Web.Tests.Shell;

/// <summary>One sentence goes along to the next page, is shown once, and cannot be read or forged on the way.</summary>
public sealed class FlashTests(ShellHost host) : IClassFixture<ShellHost>
{
    private const string Sentence = "<div role=\"status\" class=\"notice notice-done\">";

    [Fact]
    public async Task A_sentence_is_shown_on_the_next_page_and_only_there()
    {
        using var browser = host.Browser();
        var visit = new Visit(browser);

        using var left = await visit.Get("/test/flash");
        using var next = await visit.Get("/components");
        var shown = await next.Content.ReadAsStringAsync();
        var after = await visit.Page("/components");

        Assert.DoesNotContain("returned", Uri.UnescapeDataString(string.Concat(left.Headers.GetValues("Set-Cookie"))));
        Assert.Contains(Sentence, shown);
        Assert.Contains("returned &amp; filed", shown);
        Assert.DoesNotContain(Sentence, after);
    }

    [Fact]
    public async Task A_forged_sentence_is_not_shown()
    {
        using var browser = host.Browser();
        browser.DefaultRequestHeaders.Add("Cookie", "__Host-notice=forged");

        var page = await new Visit(browser).Page("/components");

        Assert.DoesNotContain(Sentence, page);
        Assert.DoesNotContain("forged", page);
    }
}
