using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vault.Core.People;
using Vault.TestKit;
using Vault.Web.Pages.Help;
using Vault.Web.Shell;
using Vault.Web.Tests.Matrix;
using Vault.Web.Tests.Support;
using Xunit;
using PagePatterns = Vault.Web.Tests.Canaries.Pages;

namespace Vault.Web.Tests.Help;

/// <summary>
/// R20: the help is read in both languages, leads only to pages there are, and tells who has not signed in no more than
/// how to get in. A page knows its topic by its route.
/// </summary>
public sealed partial class HelpPageTests : IAsyncLifetime
{
    private WebVault _web = null!;
    private TestBrowser _registrar = null!;

    public async Task InitializeAsync()
    {
        _web = await WebVault.Started();
        var person = await _web.Vault.AddPerson("registrar", "经办人甲");
        await _web.Vault.Give(person, OfficeRole.Registrar);
        _registrar = await _web.SignedIn(person);
    }

    public async Task DisposeAsync()
    {
        _registrar.Dispose();
        await _web.DisposeAsync();
    }

    [Fact]
    public async Task Every_link_of_every_topic_leads_to_a_page_that_exists()
    {
        var pages = PagePatterns.Of(_web);
        foreach (var language in Languages.All)
        {
            _registrar.Language = language.Tag;
            var index = await _registrar.Get("/help");
            foreach (var topic in HelpTopics.All)
            {
                Assert.Contains($"href=\"{topic.Href}\"", index.Body);
                var page = await _registrar.Get(topic.Href);

                Assert.True(page.Status == HttpStatusCode.OK, $"{topic.Slug}: {page.Status}");
                Assert.Contains($"lang=\"{language.Tag}\"", page.Body);
                foreach (var link in Links(Article(page)))
                {
                    Assert.True(pages.Any(p => p.IsMatch(link)), $"{topic.Slug} ({language.Tag}): {link}");
                    if (link.StartsWith("/help/", StringComparison.Ordinal))
                        Assert.NotNull(HelpTopics.Find(link["/help/".Length..]));
                }
            }
        }
    }

    [Fact]
    public async Task Who_has_not_signed_in_reads_only_how_to_get_in()
    {
        using var visitor = _web.Browser();
        var index = await visitor.Get("/help");

        Assert.Equal(
            ["first-start", "lost-factor", "sign-in"],
            HelpTopics.All.Where(t => t.IsOpen).Select(t => t.Slug).Order(StringComparer.Ordinal)
        );
        foreach (var topic in HelpTopics.All)
        {
            Assert.Equal(topic.IsOpen, index.Body.Contains($"href=\"{topic.Href}\"", StringComparison.Ordinal));
            var page = await visitor.Get(topic.Href);
            Assert.Equal(topic.IsOpen ? HttpStatusCode.OK : HttpStatusCode.SeeOther, page.Status);
            if (!topic.IsOpen)
                Assert.Equal($"/sign-in?return={Uri.EscapeDataString(topic.Href)}", page.Location);
        }
    }

    [Theory]
    [InlineData("/help/nothing")]
    [InlineData("/help/sign-in.en")]
    [InlineData("/help/..%2Findex")]
    public async Task There_is_no_topic_but_those_listed(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _registrar.Get(path)).Status);

    [Theory]
    [InlineData("/accounts", "register")]
    [InlineData("/persons/new", "register")]
    [InlineData("/accounts/export", "export")]
    [InlineData("/imports", "import")]
    [InlineData("/platforms", "platforms")]
    [InlineData("/proposals", "proposals")]
    [InlineData("/my/sign-in", "sign-in")]
    [InlineData("/my/sign-in/factor", "lost-factor")]
    [InlineData("/my/log", "log")]
    public async Task A_page_offers_the_help_that_is_meant_for_it(string path, string topic) =>
        Assert.Contains(
            $"href=\"/help/{topic}\" target=\"_blank\" rel=\"noopener\"",
            (await _registrar.Get(path)).Body
        );

    [Theory]
    [InlineData("accounts/{account}/secrets/{component}/{handler?}", "reveal")]
    [InlineData("accounts/{account}/secrets/{component}/deposit/{handler?}", "deposit")]
    [InlineData("/set-up/{token}", "first-start")]
    [InlineData("units/{id}/{handler?}", "register")]
    [InlineData("policy", "students")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_longest_beginning_of_a_route_counts(string? pattern, string? topic) =>
        Assert.Equal(topic, HelpTopics.OfPage(pattern)?.Slug);

    [Fact]
    public void Every_beginning_that_is_listed_begins_a_route()
    {
        var routes = Endpoints.All(_web.App.Services).Select(e => e.RoutePattern.RawText!.TrimStart('/')).ToList();

        var idle = HelpTopics
            .All.SelectMany(t => t.Pages)
            .Where(p => !routes.Exists(r => r.StartsWith(p, StringComparison.Ordinal)));
        Assert.Empty(idle);
    }

    [Fact]
    public async Task The_sign_in_page_offers_its_help_before_anybody_signed_in()
    {
        using var visitor = _web.Browser();

        Assert.Contains("href=\"/help/sign-in\"", (await visitor.Get("/sign-in")).Body);
    }

    private static string Article(WebPage page) => ArticlePart().Match(page.Body).Value;

    private static IEnumerable<string> Links(string html) => Link().Matches(html).Select(m => m.Groups[1].Value);

    [GeneratedRegex("<article.*</article>", RegexOptions.Singleline)]
    private static partial Regex ArticlePart();

    [GeneratedRegex("<a [^>]*href=\"([^\"]+)\"")]
    private static partial Regex Link();
}
