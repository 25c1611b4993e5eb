using System.Net;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Demo;

/// <summary>A demo answers this machine only; what belongs to it exists nowhere else.</summary>
public sealed class DemoGuardTests(DemoServer demo) : IClassFixture<DemoServer>
{
    [Theory]
    [InlineData("vault.example.edu.cn")]
    [InlineData("localhost.example.edu.cn")]
    [InlineData("127.0.0.1.example.edu.cn:5080")]
    [InlineData("192.0.2.7:5080")]
    [InlineData("0.0.0.0:5080")]
    public async Task Under_a_foreign_name_it_is_not_there(string host)
    {
        foreach (var path in (string[])["/", "/sign-in", "/css/vault.css", "/nowhere"])
        {
            var answer = await Ask(path, r => r.Headers.Host = host);

            Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.Status);
            Refused(answer);
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:5080")]
    [InlineData("127.0.0.1:5080")]
    [InlineData("[::1]:5080")]
    public async Task Under_a_name_of_this_machine_it_answers(string host) =>
        Assert.Equal(HttpStatusCode.OK, (await Ask("/sign-in", r => r.Headers.Host = host)).Status);

    [Theory]
    [InlineData("Forwarded", "for=192.0.2.7")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("x-forwarded-host", "localhost")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Original-Host", "localhost")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("CF-Connecting-IP", "192.0.2.7")]
    public async Task What_came_through_a_proxy_is_refused(string header, string value)
    {
        foreach (var path in (string[])["/sign-in", "/css/vault.css"])
        {
            var answer = await Ask(path, r => r.Headers.Add(header, value));

            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Refused(answer);
        }
    }

    [Fact]
    public async Task What_came_from_another_machine_is_refused()
    {
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await Ask("/sign-in", r => r.Headers.Add("Test-Caller", "192.0.2.7"))).Status
        );
        Assert.Equal(HttpStatusCode.OK, (await Ask("/sign-in", r => r.Headers.Add("Test-Caller", "::1"))).Status);
    }

    [Fact]
    public async Task An_ordinary_vault_has_neither_bar_nor_step_in()
    {
        await using var vault = await WebVault.Started();
        using var stranger = vault.Browser();
        using var colleague = await vault.SignedIn(await vault.Vault.AddPerson("zhang.san", "张三"));

        var page = await stranger.Get("/sign-in");
        var refused = await stranger.Post("/demo/step-in", ("person", "zhang.san"));
        await colleague.Get("/");
        var absent = await colleague.Post("/demo/step-in", ("person", "zhang.san"));

        Assert.DoesNotContain("demo-bar", page.Body, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", refused.Location);
        Assert.Null(stranger.Cookie("__Host-vault"));
        Assert.Equal(HttpStatusCode.NotFound, absent.Status);
    }

    private async Task<WebPage> Ask(string path, Action<HttpRequestMessage> adjust)
    {
        using var browser = demo.Browser();
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        adjust(request);
        return await browser.Send(request);
    }

    private static void Refused(WebPage answer)
    {
        Assert.Equal("text/plain; charset=utf-8", Assert.Single(answer.Header("Content-Type")));
        var lines = answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("演示库只在本机使用", lines[0]);
        Assert.StartsWith("This demo is for this machine only", lines[1]);
        Assert.Single(answer.Header("Content-Security-Policy"));
    }
}
