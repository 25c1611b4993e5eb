using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
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
        builder.Services.AddVaultShell(shell => shell.StatusFor = StatusFor);
        builder.Services.AddVaultSignIn();
        builder.Services.AddVaultLog();
        builder.Services.AddVaultRegister();
        builder.Services.AddVaultDemo(vault);
        adjust?.Invoke(builder);

        var app = builder.Build();
        UseListening(app, listening);
        app.UseVaultShell(guarded => guarded.UseMiddleware<RefusalLog>());
        app.MapCopy();
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
        builder.WebHost.UseUrls([.. listening.Urls]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Host.UseDefaultServiceProvider(o => (o.ValidateOnBuild, o.ValidateScopes) = (true, true));
        // The ring of the sessions lives and dies with the process, like the sessions themselves.
        builder.Services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        builder.Services.Configure<HostFilteringOptions>(o => o.AllowedHosts = [.. listening.Hosts]);
        return builder;
    }

    internal static void UseListening(WebApplication app, Listening listening)
    {
        if (listening.Proxies.Count == 0)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders =
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in listening.Proxies)
            options.KnownProxies.Add(proxy);
        app.UseForwardedHeaders(options);
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
