using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Vault.TestKit;
using Vault.Web.Hosting;
using Xunit;

namespace Vault.Web.Tests.Hosting;

/// <summary>R80: where the vault listens is said in one place, and a body has an end. On a real Kestrel.</summary>
public sealed class ListensAsToldTests : IAsyncLifetime
{
    private TestVault _vault = null!;

    public async Task InitializeAsync() => _vault = await TestVault.Founded();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task Endpoints_in_the_configuration_do_not_count()
    {
        await using var app = await Started(builder =>
            builder.Configuration.AddInMemoryCollection([new("Kestrel:Endpoints:Other:Url", "http://0.0.0.0:0")])
        );

        Assert.StartsWith("http://127.0.0.1:", Assert.Single(app.Urls));
    }

    [Theory]
    [InlineData("http://127.0.0.1:0", "http://127.0.0.1:40123", true)]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080", true)]
    [InlineData("https://*:5443", "https://[::]:5443", true)]
    [InlineData("http://localhost:5080;https://v.example", "https://0.0.0.0:443", true)]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5081", false)]
    [InlineData("http://127.0.0.1:0", "http://[::]:40123", false)]
    [InlineData("http://127.0.0.1:5080", "https://127.0.0.1:5080", false)]
    [InlineData("http://127.0.0.1:5080", "http://unix:/tmp/socket", false)]
    public void A_server_listens_where_it_was_told_and_nowhere_else(string told, string bound, bool covered) =>
        Assert.Equal(covered, Listening.Parse(told, [], []).Covers([bound]));

    [Theory]
    [InlineData(RequestLimits.BodyBytes, HttpStatusCode.BadRequest, "zh-CN", "这次请求")]
    [InlineData(RequestLimits.BodyBytes + 1, HttpStatusCode.RequestEntityTooLarge, "zh-CN", "太大")]
    [InlineData(RequestLimits.BodyBytes + 1, HttpStatusCode.RequestEntityTooLarge, "en", "too large")]
    public async Task A_body_has_an_end(int bytes, HttpStatusCode status, string language, string says)
    {
        await using var app = await Started(_ => { });
        using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        using var body = new StringContent(
            "UserName=".PadRight(bytes, 'x'),
            Encoding.ASCII,
            "application/x-www-form-urlencoded"
        );

        using var response = await browser.PostAsync("/sign-in", body);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(says, await response.Content.ReadAsStringAsync());
    }

    private async Task<WebApplication> Started(Action<WebApplicationBuilder> adjust)
    {
        var app = VaultApp.Build(
            _vault.Instance,
            Listening.Parse("http://127.0.0.1:0", [], []),
            builder =>
            {
                builder.Services.AddQuickSignIn();
                adjust(builder);
            }
        );
        await app.StartAsync();
        return app;
    }
}
