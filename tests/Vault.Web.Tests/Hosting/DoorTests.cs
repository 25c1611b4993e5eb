using Xunit;

namespace Vault.Web.Tests.Hosting;

/// <summary>R80, R82: beyond this machine nothing is served but HTTPS, and only the listed proxy says what it ended.</summary>
public sealed class DoorTests
{
    private const string Proxy = "10.0.0.5";

    private const string Everywhere = "http://0.0.0.0:5080";

    private static readonly (string, string)[] EndedTls =
    [
        ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-For", "198.51.100.7"),
    ];

    [Theory]
    [InlineData("GET", "/sign-in")]
    [InlineData("POST", "/sign-in")]
    [InlineData("GET", "/css/vault.css")]
    [InlineData("GET", "/no/such/page")]
    public async Task Beside_the_proxy_the_port_answers_nobody_over_plain_http(string method, string path)
    {
        await using var app = await ServedApp.Started(Everywhere, [Proxy]);

        var (context, body) = await app.Send(method, path, "http");

        Assert.Equal(421, context.Response.StatusCode);
        Assert.Contains("只通过 HTTPS", body);
        Assert.Contains("over HTTPS only", body);
        Assert.Equal("nosniff", context.Response.Headers.XContentTypeOptions.ToString());
    }

    [Fact]
    public async Task What_the_listed_proxy_ended_is_served()
    {
        await using var app = await ServedApp.Started(Everywhere, [Proxy]);

        Assert.Equal(200, (await app.Send(scheme: "http", from: Proxy, headers: EndedTls)).Context.Response.StatusCode);
        Assert.Equal(421, (await app.Send(scheme: "http", from: Proxy)).Context.Response.StatusCode);
    }

    [Fact]
    public async Task Nobody_else_says_that_he_ended_tls()
    {
        await using var app = await ServedApp.Started(Everywhere, [Proxy]);

        Assert.Equal(421, (await app.Send(scheme: "http", headers: EndedTls)).Context.Response.StatusCode);
    }

    [Fact]
    public async Task A_switch_in_the_environment_does_not_make_it_believe_everybody()
    {
        const string name = "ASPNETCORE_FORWARDEDHEADERS_ENABLED";
        Environment.SetEnvironmentVariable(name, "true");
        try
        {
            await using var app = await ServedApp.Started("http://127.0.0.1:5080", []);
            Assert.Equal(421, (await app.Send(scheme: "http", headers: EndedTls)).Context.Response.StatusCode);
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", 200)]
    [InlineData("::1", "::1", 200)]
    [InlineData("127.0.0.1", "192.0.2.1", 421)]
    [InlineData("192.0.2.7", "127.0.0.1", 421)]
    public async Task Plain_http_is_served_within_this_machine(string from, string at, int status)
    {
        await using var app = await ServedApp.Started("http://127.0.0.1:5080", []);

        var (context, _) = await app.Send(scheme: "http", from: from, at: at);

        Assert.Equal(status, context.Response.StatusCode);
    }

    [Fact]
    public async Task Where_the_proxy_is_of_this_machine_loopback_speaks_https_too()
    {
        await using var app = await ServedApp.Started("http://127.0.0.1:5080", ["127.0.0.1"]);

        var plain = await app.Send(scheme: "http", from: "127.0.0.1", at: "127.0.0.1");
        var ended = await app.Send(scheme: "http", from: "127.0.0.1", at: "127.0.0.1", headers: EndedTls);

        Assert.Equal((421, 200), (plain.Context.Response.StatusCode, ended.Context.Response.StatusCode));
    }

    [Theory]
    [InlineData("10.0.0.6:5080", ServedApp.Host, 200, ServedApp.Host)]
    [InlineData(ServedApp.Host, "evil.example", 200, ServedApp.Host)]
    [InlineData("10.0.0.6:5080", "evil.example", 400, "10.0.0.6:5080")]
    public async Task A_forwarded_host_is_held_against_the_listed_ones(
        string sent,
        string forwarded,
        int status,
        string host
    )
    {
        await using var app = await ServedApp.Started(Everywhere, [Proxy]);

        var (context, _) = await app.Send(
            scheme: "http",
            from: Proxy,
            host: sent,
            headers: [.. EndedTls, ("X-Forwarded-Host", forwarded)]
        );

        Assert.Equal((status, host), (context.Response.StatusCode, context.Request.Host.Value));
    }

    [Theory]
    [InlineData("GET", "/sign-in", ServedApp.Host, 200)]
    [InlineData("GET", "/sign-in", "evil.example", 400)]
    [InlineData("GET", "/", ServedApp.Host, 303)]
    [InlineData("GET", "/no/such/page", ServedApp.Host, 303)]
    [InlineData("TRACE", "/sign-in", ServedApp.Host, 405)]
    [InlineData("POST", "/sign-in", ServedApp.Host, 400)]
    [InlineData("GET", "/css/vault.css", ServedApp.Host, 200)]
    public async Task Every_answer_carries_the_headers(string method, string path, string host, int status)
    {
        await using var app = await ServedApp.Started("https://192.0.2.1", []);

        Assert.Equal(status, await StatusWithHeaders(app, method, path, host));
    }

    [Theory]
    [InlineData("GET", "/", ServedApp.Host, 503)]
    [InlineData("POST", "/accounts/0f7b6e0e-3c57-4d0a-9a53-3f6f4f1c2b11/breakglass", ServedApp.Host, 503)]
    [InlineData("GET", "/", "evil.example", 400)]
    public async Task Every_answer_of_a_sealed_vault_carries_the_headers(
        string method,
        string path,
        string host,
        int status
    )
    {
        await using var app = await ServedApp.Started("https://192.0.2.1", [], isSealed: true);

        Assert.Equal(status, await StatusWithHeaders(app, method, path, host));
    }

    private static async Task<int> StatusWithHeaders(ServedApp app, string method, string path, string host)
    {
        var response = (await app.Send(method, path, host: host)).Context.Response;
        Assert.Contains("default-src 'none'", response.Headers.ContentSecurityPolicy.ToString());
        Assert.Equal("nosniff", response.Headers.XContentTypeOptions.ToString());
        Assert.Equal("no-referrer", response.Headers["Referrer-Policy"].ToString());
        Assert.Equal("same-origin", response.Headers["Cross-Origin-Opener-Policy"].ToString());
        Assert.StartsWith("max-age=31536000", response.Headers.StrictTransportSecurity.ToString());
        Assert.Equal(path.StartsWith("/css") ? "no-cache" : "no-store", response.Headers.CacheControl.ToString());
        return response.StatusCode;
    }
}
