using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Vault.Core;
using Vault.TestKit;
using Vault.Web.Hosting;

namespace Vault.Web.Tests.Hosting;

/// <summary>The product's own pipeline in memory, under any listening rules; each request says over which connection it came.</summary>
internal sealed class ServedApp : IAsyncDisposable
{
    public const string Host = "vault.example.edu.cn";

    private readonly TestVault _vault;
    private readonly WebApplication _app;

    private ServedApp(TestVault vault, WebApplication app) => (_vault, _app) = (vault, app);

    public static async Task<ServedApp> Started(
        string urls,
        string[] proxies,
        bool isSealed = false,
        Action<WebApplicationBuilder>? adjust = null
    )
    {
        var vault = await TestVault.Founded();
        var listening = Listening.Parse(urls, [Host], proxies);
        var app = isSealed
            ? SealedApp.Build(new Opening.Sealed(SealReason.RootKeyMissing, ""), listening, Adjust)
            : VaultApp.Build(vault.Instance, listening, Adjust);
        await app.StartAsync();
        return new ServedApp(vault, app);

        void Adjust(WebApplicationBuilder builder)
        {
            builder.WebHost.UseTestServer();
            builder.Services.AddQuickSignIn();
            adjust?.Invoke(builder);
        }
    }

    public async Task<(HttpContext Context, string Body)> Send(
        string method = "GET",
        string path = "/sign-in",
        string scheme = "https",
        string host = Host,
        string from = "203.0.113.9",
        string at = "192.0.2.1",
        params (string Name, string Value)[] headers
    )
    {
        var context = await _app.GetTestServer()
            .SendAsync(c =>
            {
                (c.Request.Method, c.Request.Path, c.Request.Scheme) = (method, path, scheme);
                c.Request.Host = new HostString(host);
                c.Connection.RemoteIpAddress = IPAddress.Parse(from);
                c.Connection.LocalIpAddress = IPAddress.Parse(at);
                c.Request.Headers.Accept = "text/html";
                foreach (var (name, value) in headers)
                    c.Request.Headers[name] = value;
            });
        using var reader = new StreamReader(context.Response.Body);
        return (context, await reader.ReadToEndAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _vault.DisposeAsync();
    }
}
