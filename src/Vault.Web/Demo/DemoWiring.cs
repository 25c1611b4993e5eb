using Microsoft.AspNetCore.HostFiltering;
using Vault.Core;
using Vault.Core.SignIns;
using Vault.Web.Shell;

namespace Vault.Web.Demo;

/// <summary>What a demo has beside what every vault has. In a vault that is no demo none of it exists.</summary>
internal static class DemoWiring
{
    public static IServiceCollection AddVaultDemo(this IServiceCollection services, VaultInstance vault)
    {
        if (!vault.Demo)
            return services;
        // The guard refuses foreign hosts itself, and says why.
        services.Configure<HostFilteringOptions>(o => o.AllowedHosts = ["*"]);
        services.Configure<ShellOptions>(shell => shell.AtTheDoor = app => app.UseMiddleware<DemoGuard>());
        services.AddSingleton(DemoPeople.Load(vault.Folders));
        services.AddSingleton(PasswordHashing.ForDemo(vault));
        services.AddSingleton<DemoAuthenticators>();
        services.AddScoped<DemoBar>();
        services.AddScoped<DemoStepIn>();
        return services;
    }

    public static void MapVaultDemo(this WebApplication app, VaultInstance vault)
    {
        if (vault.Demo)
            app.MapPost(DemoStepIn.Path, DemoStepIn.Handle).AllowAnonymous();
    }
}
