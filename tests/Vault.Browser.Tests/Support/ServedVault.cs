using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Vault.TestKit;
using Vault.Web.Hosting;

namespace Vault.Browser.Tests.Support;

/// <summary>A real vault on a real port of this machine, over plain HTTP as loopback is served; its clock is the test's.</summary>
public sealed class ServedVault : IAsyncDisposable
{
    private ServedVault(TestVault vault, WebApplication app, SayingConnector connector)
    {
        Vault = vault;
        Connector = connector;
        App = app;
    }

    public TestVault Vault { get; }

    public WebApplication App { get; }

    /// <summary>The one that the host has.</summary>
    public SayingConnector Connector { get; }

    /// <summary><c>http://127.0.0.1:port</c></summary>
    public string Origin => App.Urls.Single();

    public static async Task<ServedVault> Started()
    {
        var connector = new SayingConnector();
        var vault = await TestVault.Founded(o => o with { Connectors = connector.List });
        var app = VaultApp.Build(
            vault.Instance,
            Listening.Parse("http://127.0.0.1:0", [], []),
            builder => builder.Services.AddQuickSignIn()
        );
        await app.StartAsync();
        return new ServedVault(vault, app, connector);
    }

    /// <summary>A service of the running application.</summary>
    public T Get<T>()
        where T : notnull => App.Services.CreateScope().ServiceProvider.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Vault.DisposeAsync();
    }
}
