using System.Net;
using System.Net.Http.Json;
using Xunit;

namespace Vault.Web.Tests.Shell;

/// <summary>R62: another site cannot make a browser act here; a token is wanted of forms and of JSON alike.</summary>
public sealed class CrossSiteTests(ShellHost host) : IClassFixture<ShellHost>
{
    [Theory]
    [InlineData(null, null, 200)]
    [InlineData("same-origin", null, 200)]
    [InlineData("same-origin", "null", 200)]
    [InlineData("same-origin", "self", 200)]
    [InlineData("none", null, 200)]
    [InlineData(null, "self", 200)]
    [InlineData("cross-site", null, 403)]
    [InlineData("same-site", null, 403)]
    [InlineData("cross-site", "self", 403)]
    [InlineData("same-origin", "https://evil.example", 403)]
    [InlineData("none", "https://evil.example", 403)]
    [InlineData(null, "https://evil.example", 403)]
    [InlineData(null, "null", 403)]
    [InlineData("none", "null", 403)]
    [InlineData(null, "other scheme", 403)]
    [InlineData(null, "other port", 403)]
    public async Task A_request_passes_only_when_it_comes_from_here(string? site, string? origin, int status)
    {
        using var browser = host.Browser();
        var visit = new Visit(browser);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/test/json");
        request.Headers.Add("RequestVerificationToken", await visit.Token());
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        if (origin is not null)
            request.Headers.Add("Origin", OriginOf(origin));
        request.Content = JsonContent.Create(new ShellHost.Sent("sent"));

        using var response = await visit.Send(request);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_foreign_link_may_still_lead_here()
    {
        using var browser = host.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/components");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var response = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/test/json")]
    [InlineData("/preferences/language")]
    [InlineData("/preferences/theme")]
    [InlineData("/components")]
    public async Task Without_a_token_nothing_is_accepted(string path)
    {
        using var browser = host.Browser();
        using var json = await browser.PostAsJsonAsync(path, new ShellHost.Sent("sent"));
        using var form = await browser.PostAsync(path, new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.BadRequest, json.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, form.StatusCode);
    }

    [Fact]
    public async Task The_token_of_another_person_is_not_accepted()
    {
        using var first = host.Browser(person: "Zhang San");
        using var second = host.Browser(person: "Li Si");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/test/json");
        request.Headers.Add("RequestVerificationToken", await new Visit(first).Token());
        request.Content = JsonContent.Create(new ShellHost.Sent("sent"));
        var visit = new Visit(second);
        await visit.Token();

        using var response = await visit.Send(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task An_endpoint_may_say_that_no_cookie_opens_it()
    {
        using var browser = host.Browser();
        using var response = await browser.PostAsJsonAsync("/test/token-free", new ShellHost.Sent("sent"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_form_over_the_limit_is_called_too_large_and_not_expired()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Answer(tries: 5));

        async Task<HttpStatusCode> Answer(int tries)
        {
            using var browser = host.Browser();
            try
            {
                using var response = await new Visit(browser).Post(
                    "/preferences/language",
                    ("language", new string('x', 70_000))
                );
                return response.StatusCode;
            }
            catch (HttpRequestException e) when (tries > 1 && e.InnerException is IOException)
            {
                // The server answers and hangs up before all is sent; a client that still writes does not read the answer.
                return await Answer(tries - 1);
            }
        }
    }

    private string OriginOf(string origin) =>
        origin switch
        {
            "self" => $"https://{host.Https.Authority}",
            "other scheme" => $"http://{host.Https.Authority}",
            "other port" => $"https://{host.Https.Host}:1",
            _ => origin,
        };
}
