using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Web.Demo;
using Vault.Web.Pages;
using Vault.Web.Pages.Custody;
using Vault.Web.Pages.Log;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Hosting;

/// <summary>Puts an opened vault behind HTTP: a table of contents of what is served, in the order a request passes.</summary>
public static class VaultApp
{
    /// <param name="adjust">For tests, last of all: another server, another logger, quicker hashing.</param>
    public static WebApplication Build(
        VaultInstance vault,
        Listening listening,
        Action<WebApplicationBuilder>? adjust = null
    )
    {
        var builder = NewBuilder(listening);
        builder.Services.AddVaultCore(vault);
        builder.Services.AddVaultShell(shell => (shell.StatusFor, shell.ShowsComponents) = (StatusFor, vault.Demo));
        builder.Services.AddVaultSignIn();
        RequestLimits.AddTo(builder.Services);
        builder.Services.AddVaultLog();
        builder.Services.AddVaultRegister();
        builder.Services.AddSingleton<NightlyVerification>();
        builder.Services.AddHostedService(services => services.GetRequiredService<NightlyVerification>());
        builder.Services.AddHostedService<Reminding>();
        builder.Services.AddHostedService<RotationPasses>();
        builder.Services.AddHostedService<BackupPasses>();
        builder.Services.AddHostedService<BackupDoor>();
        builder.Services.AddVaultDemo(vault);
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UseVaultShell(guarded => guarded.UseRateLimiter().UseMiddleware<RefusalLog>());
        app.MapCopy();
        app.MapReveal();
        app.UseVaultSignIn();
        app.MapVaultDemo(vault);
        return app;
    }

    /// <summary>What every server of this vault has in common, the sealed one too.</summary>
    internal static WebApplicationBuilder NewBuilder(Listening listening)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                // The same behaviour wherever it is started: no development pages, files beside the executable.
                EnvironmentName = Environments.Production,
                ContentRootPath = AppContext.BaseDirectory,
                ApplicationName = typeof(VaultApp).Assembly.GetName().Name,
            }
        );
        builder.WebHost.UseStaticWebAssets();
        // Listening alone says where to listen and whom to believe, whatever stands in a file or in the environment.
        builder.WebHost.UseUrls([.. listening.Urls]).PreferHostingUrls(true);
        builder.Configuration.AddInMemoryCollection([new("FORWARDEDHEADERS_ENABLED", "false")]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = RequestLimits.BodyBytes);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Host.UseDefaultServiceProvider(o => (o.ValidateOnBuild, o.ValidateScopes) = (true, true));
        // The ring of the sessions lives and dies with the process, like the sessions themselves.
        builder.Services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        // In front of the filters the framework has put there already; the shell puts its headers in front of this.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter>(new Door(listening)));
        builder.Services.Configure<HostFilteringOptions>(o => o.AllowedHosts = [.. listening.Hosts]);
        return builder;
    }

    private static int? StatusFor(Exception exception) =>
        exception switch
        {
            VaultUnavailableException or TamperedRowException or SecretNotOpenedException =>
                StatusCodes.Status503ServiceUnavailable,
            WriteConflictException or StaleReadException => StatusCodes.Status409Conflict,
            _ => null,
        };
}
