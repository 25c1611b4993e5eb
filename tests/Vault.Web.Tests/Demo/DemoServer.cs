using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Vault.Core;
using Vault.Core.SignIns;
using Vault.TestKit;
using Vault.Web.Hosting;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Demo;

/// <summary>A finished demo behind the product's own pipeline, reached in memory as https://localhost.</summary>
public sealed class DemoServer : IAsyncLifetime
{
    public static readonly Uri Address = new("https://localhost");

    private readonly DemoFolder _folder = new();
    private WebApplication? _app;

    public VaultInstance Vault { get; private set; } = null!;

    public TestServer Server => _app!.GetTestServer();

    public TestBrowser Browser(string language = "zh-CN") => new(Server, Address) { Language = language };

    public async Task InitializeAsync()
    {
        await _folder.InitializeAsync();
        Vault = TestVault.Opened((await DemoFolder.Open(_folder.Folders)).Opening);
        _app = VaultApp.Build(
            Vault,
            Listening.Parse(null, [], []),
            builder =>
            {
                builder.WebHost.UseTestServer();
                builder.Services.AddSingleton(new RefusalPace { Floor = TimeSpan.Zero });
                builder.Services.AddSingleton<IStartupFilter, Caller>();
            }
        );
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app!.DisposeAsync();
        await Vault.DisposeAsync();
        await _folder.DisposeAsync();
    }

    /// <summary>The test server has no connection; a test says with a header of its own where the caller is.</summary>
    private sealed class Caller : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (HttpContext context, RequestDelegate then) =>
                    {
                        var from = context.Request.Headers["Test-Caller"].ToString();
                        context.Connection.RemoteIpAddress =
                            from.Length > 0 ? IPAddress.Parse(from) : IPAddress.Loopback;
                        return then(context);
                    }
                );
                next(app);
            };
    }
}
