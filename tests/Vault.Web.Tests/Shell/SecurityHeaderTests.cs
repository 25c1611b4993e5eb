using System.Net;
using Xunit;

namespace Vault.Web.Tests.Shell;

/// <summary>R59, R60, R18: every response carries the same protection, whoever made it.</summary>
public sealed class SecurityHeaderTests(ShellHost host) : IClassFixture<ShellHost>
{
    public static TheoryData<string, string, int> EveryKind =>
        new()
        {
            { "GET", "/components", 200 },
            { "HEAD", "/components", 200 },
            { "GET", "/no/such/page", 404 },
            { "GET", "/css/no-such.css", 404 },
            { "GET", "/css/vault.css", 200 },
            { "GET", "/js/vault.js", 200 },
            { "GET", "/img/icons.svg?v=1", 200 },
            { "GET", "/test/throw", 500 },
            { "GET", "/test/too-large", 413 },
            { "GET", "/test/status/503", 503 },
            { "GET", "/test/flash", 302 },
            { "GET", "/test/closed", 401 },
            { "GET", "/preferences/language", 405 },
            { "POST", "/preferences/language", 400 },
            { "TRACE", "/components", 405 },
            { "OPTIONS", "/no/such/page", 404 },
        };

    [Theory, MemberData(nameof(EveryKind))]
    public async Task Every_response_forbids_what_the_vault_does_not_use(string method, string path, int status)
    {
        using var response = await Send(host.Https, method, path);

        Assert.Equal(status, (int)response.StatusCode);
        var policy = Header(response, "Content-Security-Policy").Split("; ");
        string[] wanted =
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
            "require-trusted-types-for 'script'",
        ];
        Assert.Empty(wanted.Except(policy));
        Assert.DoesNotContain("unsafe", string.Join(' ', policy));
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", Header(response, "Permissions-Policy"));
        Assert.Equal("max-age=31536000; includeSubDomains", Header(response, "Strict-Transport-Security"));
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("X-Powered-By"));
    }

    [Theory, MemberData(nameof(EveryKind))]
    public async Task Nothing_but_a_static_file_may_be_kept(string method, string path, int status)
    {
        using var response = await Send(host.Https, method, path);

        Assert.Equal(status, (int)response.StatusCode);
        var expected = (path, status) switch
        {
            ("/img/icons.svg?v=1", _) => "public, max-age=31536000, immutable",
            ("/css/vault.css" or "/js/vault.js", _) => "no-cache",
            _ => "no-store",
        };
        Assert.Equal(expected, string.Join(',', response.Headers.GetValues("Cache-Control")));
    }

    [Theory, MemberData(nameof(EveryKind))]
    public async Task Every_cookie_belongs_to_this_host_alone(string method, string path, int status)
    {
        using var response = await Send(host.Https, method, path);

        Assert.Equal(status, (int)response.StatusCode);
        foreach (var cookie in SetCookies(response))
            AssertHardened(cookie);
    }

    [Fact]
    public async Task A_page_with_a_form_sets_a_hardened_cookie_over_plain_http_on_loopback_too()
    {
        using var response = await Send(host.Http, "GET", "/components");

        var cookie = Assert.Single(SetCookies(response));
        Assert.StartsWith("__Host-csrf=", cookie);
        AssertHardened(cookie);
    }

    [Theory]
    [InlineData("/test/renewed", "__Host-vault=second; ")]
    [InlineData("/test/ended", "__Host-vault=; expires=Thu, 01 Jan 1970")]
    public async Task What_became_of_the_session_reaches_the_browser_even_if_the_rest_fails(string path, string begins)
    {
        using var response = await Send(host.Https, "GET", path);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var cookie = Assert.Single(SetCookies(response), c => c.StartsWith("__Host-vault"));
        Assert.StartsWith(begins, cookie);
        AssertHardened(cookie);
    }

    [Fact]
    public async Task Plain_http_does_not_promise_https()
    {
        using var response = await Send(host.Http, "GET", "/components");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    private static void AssertHardened(string cookie)
    {
        Assert.StartsWith("__Host-", cookie);
        var attributes = cookie.ToLowerInvariant().Split("; ")[1..];
        string[] wanted = ["path=/", "secure", "httponly", "samesite=strict"];
        Assert.Empty(wanted.Except(attributes));
        Assert.DoesNotContain(attributes, a => a.StartsWith("domain"));
    }

    private async Task<HttpResponseMessage> Send(Uri at, string method, string path)
    {
        using var browser = host.Browser();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(at, path));
        return await browser.SendAsync(request);
    }

    private static IEnumerable<string> SetCookies(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];

    private static string Header(HttpResponseMessage response, string name) =>
        Assert.Single(response.Headers.GetValues(name));
}
