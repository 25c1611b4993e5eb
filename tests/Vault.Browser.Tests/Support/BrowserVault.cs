using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Storage;
using Vault.TestKit;
using Vault.TestKit.Canaries;
using Vault.Web.Hosting;

namespace Vault.Browser.Tests.Support;

/// <summary>
/// The product as it is installed, on a loopback port of its own: empty data folder, real migrations, real pipeline,
/// its logs in a file. Only the clock stands still between codes.
/// </summary>
public sealed class BrowserVault : VisitedVault
{
    private BrowserVault(string root, TestClock clock, VaultInstance vault, WebApplication app, LogLines log)
    {
        (Root, Clock, Instance, App, Log) = (root, clock, vault, app, log);
    }

    /// <summary>Everything the product wrote lies under it: data, keys.</summary>
    public string Root { get; }

    public TestClock Clock { get; }

    public VaultInstance Instance { get; }

    public WebApplication App { get; }

    /// <summary>What the process logged.</summary>
    public LogLines Log { get; }

    public override string Origin => App.Urls.First();

    public override DateTimeOffset Now => Clock.Now;

    public override bool TurnsTime => true;

    public static async Task<BrowserVault> Started()
    {
        var root = Directory.CreateTempSubdirectory("vault-browser-").FullName;
        var clock = new TestClock();
        var log = new LogLines();
        var opening = VaultOpening.Open(
            new OpeningOptions(
                VaultFolders.From(Path.Combine(root, "data"))!,
                db => db.Database.Migrate(),
                typeof(VaultApp).Assembly.GetName().Name,
                clock,
                LoggerFactory.Create(b => b.AddProvider(log))
            )
        );
        var vault = TestVault.Opened(opening);
        var app = VaultApp.Build(
            vault,
            Listening.Parse("http://127.0.0.1:0", [], []),
            builder =>
            {
                builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
                builder.Services.AddQuickSignIn();
            }
        );
        await app.StartAsync();
        return new BrowserVault(root, clock, vault, app, log);
    }

    /// <summary>The one-time link the console prints at the first start.</summary>
    public override string SetUpPath() => "/set-up/" + App.Services.GetRequiredService<SetUpLink>().Offer();

    public override Task Pass(TimeSpan time)
    {
        Clock.Turn(time);
        return Task.CompletedTask;
    }

    /// <summary>What the newest entry of the log says.</summary>
    public AuditEvent LastEvent()
    {
        using var db = Instance.OpenReader();
        return EventCodec.Read(db.AuditEntries.OrderByDescending(e => e.Sequence).Select(e => e.Leaf).First()).Event;
    }

    public override async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Instance.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }
}
