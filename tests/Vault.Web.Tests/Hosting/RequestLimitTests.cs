using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Vault.Web.Hosting;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Hosting;

/// <summary>One caller cannot keep the vault from the others, and is told when to come again.</summary>
public sealed class RequestLimitTests
{
    [Theory]
    [InlineData("zh-CN", "操作太频繁")]
    [InlineData("en", "Too many requests")]
    public async Task An_address_without_a_session_posts_so_often_a_minute_and_no_more(string language, string says)
    {
        await using var app = await Limited();
        for (var i = 0; i < 3; i++)
            Assert.Equal(400, await Post(app, "203.0.113.9"));

        var (context, body) = await app.Send("POST", from: "203.0.113.9", headers: ("Accept-Language", language));

        Assert.Equal(429, context.Response.StatusCode);
        Assert.Contains(says, body);
        var wait = int.Parse(context.Response.Headers.RetryAfter.ToString(), CultureInfo.InvariantCulture);
        Assert.InRange(wait, 1, 60);
        Assert.Equal(400, await Post(app, "203.0.113.10"));
        Assert.Equal(200, (await app.Send(from: "203.0.113.9")).Context.Response.StatusCode);
    }

    [Fact]
    public async Task Whoever_has_a_whole_network_of_version_6_counts_as_one()
    {
        await using var app = await Limited();
        for (var i = 0; i < 3; i++)
            Assert.Equal(400, await Post(app, $"2001:db8:1:2::{i}"));

        Assert.Equal(429, await Post(app, "2001:db8:1:2:ffff::1"));
        Assert.Equal(400, await Post(app, "2001:db8:1:3::1"));
    }

    [Fact]
    public async Task A_session_is_counted_by_itself()
    {
        await using var vault = await WebVault.Started(b =>
            b.Services.Configure<RequestLimits>(l => l.SessionRequests = 3)
        );
        var busy = await vault.SignedIn(await vault.Vault.AddPerson("zhang.san", "张三"));
        var other = await vault.SignedIn(await vault.Vault.AddPerson("li.si", "李四"));
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await busy.Get("/")).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await busy.Get("/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.Get("/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await vault.Browser().Get("/sign-in")).Status);
    }

    private static Task<ServedApp> Limited() =>
        ServedApp.Started(
            "https://192.0.2.1",
            [],
            adjust: b => b.Services.Configure<RequestLimits>(l => l.AnonymousPosts = 3)
        );

    private static async Task<int> Post(ServedApp app, string from) =>
        (await app.Send("POST", from: from)).Context.Response.StatusCode;
}
