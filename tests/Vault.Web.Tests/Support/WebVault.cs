using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Vault.Web.Hosting;

namespace Vault.Web.Tests.Support;

/// <summary>
/// A real vault behind the product's own pipeline, reached in memory under <see cref="Address"/>. The clock is the
/// vault's; password hashing is quick.
/// </summary>
public sealed class WebVault : IAsyncDisposable
{
    public const string Host = "vault.example.edu.cn";

    public static readonly Uri Address = new($"https://{Host}");

    private WebVault(TestVault vault, WebApplication app, SayingConnector connector)
    {
        Vault = vault;
        Connector = connector;
        App = app;
    }

    public TestVault Vault { get; }

    /// <summary>The one that the host has.</summary>
    public SayingConnector Connector { get; }

    public WebApplication App { get; private set; }

    public static async Task<WebVault> Started(Action<WebApplicationBuilder>? adjust = null)
    {
        var connector = new SayingConnector();
        var vault = await TestVault.Founded(o => o with { Connectors = connector.List });
        return new WebVault(vault, await Start(vault, adjust), connector);
    }

    /// <summary>A vault that nobody has founded yet.</summary>
    public static async Task<WebVault> Unfounded(Action<WebApplicationBuilder>? adjust = null)
    {
        var vault = TestVault.Unfounded();
        return new WebVault(vault, await Start(vault, adjust), new SayingConnector());
    }

    /// <summary>Stops server and vault, and starts both over the same data.</summary>
    public async Task Restart()
    {
        await StopApp();
        TestVault.Opened(await Vault.Reopen());
        App = await Start(Vault, null);
    }

    /// <summary>A browser that nobody has signed in with.</summary>
    public TestBrowser Browser() => new(App.GetTestServer());

    /// <summary>A browser in which this person has just given both factors.</summary>
    public async Task<TestBrowser> SignedIn(Person person)
    {
        var receipt = await Vault.Writer.Write(
            Actor.Of(person, null, "127.0.0.1"),
            scope => scope.Append(new SignedIn(SessionId.New(), PrivateText.Of("test")))
        );
        var (_, token) = Get<SessionStore>().Start(receipt, person.Id, "127.0.0.1", "test", Vault.Clock.Now);
        var browser = Browser();
        browser.Cookies.Add(Address, new Cookie("__Host-vault", token) { Secure = true });
        return browser;
    }

    /// <summary>A service of the running application.</summary>
    public T Get<T>()
        where T : notnull => App.Services.CreateScope().ServiceProvider.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await StopApp();
        await Vault.DisposeAsync();
    }

    private async Task StopApp()
    {
        await App.StopAsync();
        await App.DisposeAsync();
    }

    private static async Task<WebApplication> Start(TestVault vault, Action<WebApplicationBuilder>? adjust)
    {
        var listening = Listening.Parse("https://127.0.0.1:0", [Host], []);
        var app = VaultApp.Build(
            vault.Instance,
            listening,
            builder =>
            {
                builder.WebHost.UseTestServer();
                builder.Services.AddQuickSignIn();
                builder.Services.AddSingleton<IStartupFilter, ClientAddress>();
                // All browsers of a test come from one address and hurry more than people do.
                builder.Services.Configure<RequestLimits>(l =>
                    (l.AnonymousPosts, l.SessionRequests) = (10_000, 10_000)
                );
                adjust?.Invoke(builder);
            }
        );
        await app.StartAsync();
        return app;
    }

    /// <summary>The test server has no connection, so no address of one.</summary>
    private sealed class ClientAddress : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (HttpContext context, RequestDelegate then) =>
                    {
                        context.Connection.RemoteIpAddress = IPAddress.Loopback;
                        return then(context);
                    }
                );
                next(app);
            };
    }
}
