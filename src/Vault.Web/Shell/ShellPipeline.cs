using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Vault.Web.Shell;

/// <summary>The order in which a request passes the shell. Forwarded headers and host filtering belong before it.</summary>
public static class ShellPipeline
{
    /// <summary>
    /// Puts the shell in front of all endpoints and maps the pages. <paramref name="beforeAuthorization"/> stands after routing
    /// and authentication: the place for a rate limit or a sealed vault's refusal.
    /// </summary>
    public static WebApplication UseVaultShell(
        this WebApplication app,
        Action<IApplicationBuilder>? beforeAuthorization = null
    )
    {
        var errors = app.Services.GetRequiredService<ErrorPages>();

        app.Services.GetRequiredService<IOptions<ShellOptions>>().Value.AtTheDoor?.Invoke(app);
        app.UseCookiePolicy();
        app.UseRequestLocalization();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions { ExceptionHandler = errors.WriteAsync, StatusCodeSelector = errors.StatusOf }
        );
        app.UseStatusCodePages(context => errors.WriteAsync(context.HttpContext));
        app.UseStaticFiles(
            new StaticFileOptions { OnPrepareResponse = file => SecurityHeaders.KeepStaticFile(file.Context) }
        );
        app.UseRouting();
        app.UseMiddleware<ForeignRequestGuard>();
        if (app.Services.GetService<IAuthenticationSchemeProvider>() is not null)
            app.UseAuthentication();
        beforeAuthorization?.Invoke(app);
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseMiddleware<AntiforgeryGuard>();

        Preferences.Map(app);
        app.MapRazorPages();
        return app;
    }
}
