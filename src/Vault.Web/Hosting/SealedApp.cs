using Vault.Core;
using Vault.Web.Shell;

namespace Vault.Web.Hosting;

/// <summary>
/// What a vault serves that did not open: one page with the reason and the remedy, and nothing else. No service that
/// could open a secret exists in this process.
/// </summary>
public static class SealedApp
{
    public static WebApplication Build(
        Opening.Sealed why,
        Listening listening,
        Action<WebApplicationBuilder>? adjust = null
    )
    {
        var builder = VaultApp.NewBuilder(listening);
        builder.Services.AddVaultShell();
        builder.Services.AddSingleton(why);
        adjust?.Invoke(builder);
        var app = builder.Build();
        app.UseVaultShell(pipeline =>
            pipeline.Use(
                (HttpContext context, RequestDelegate _) =>
                {
                    context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    return SealedPage.WriteAsync(context, why.Reason);
                }
            )
        );
        return app;
    }
}
