using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using Vault.Web.Components;

namespace Vault.Web.Shell;

/// <summary>Everything a page stands on and that knows nothing of accounts or secrets: languages, headers, tokens, components.</summary>
public static class ShellServices
{
    /// <summary>Registers the shell. The sessions' Data Protection key ring is the caller's.</summary>
    public static IServiceCollection AddVaultShell(
        this IServiceCollection services,
        Action<ShellOptions>? configure = null
    )
    {
        services.AddOptions<ShellOptions>().Configure(options => configure?.Invoke(options));
        // Before the filters of the framework: what they refuse by themselves carries the headers as well.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, SecurityHeaders.First>());
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        services.Configure<RequestLocalizationOptions>(Languages.Configure);
        services.Configure<AntiforgeryOptions>(NameAntiforgeryCookie);
        services.Configure<CookiePolicyOptions>(HardenEveryCookie);
        services.Configure<CookieTempDataProviderOptions>(temp => temp.Cookie.Name = Flash.CookieName);
        // Chinese stays Chinese in the page source; what could break out of a text or an attribute is still encoded.
        services.Configure<WebEncoderOptions>(web =>
            web.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)
        );
        services.Configure<RouteOptions>(routes => routes.LowercaseUrls = true);

        services.AddAntiforgery();
        services.AddAuthorization();
        services.AddLocalization();
        services.AddHttpContextAccessor();
        services
            .AddRazorPages()
            .AddMvcOptions(ValidationMessages.Configure)
            .AddMvcOptions(mvc => mvc.Filters.Add<KnownHandlersOnly>())
            .AddDataAnnotationsLocalization(ValidationMessages.Localize);
        services.AddOptions<RazorPagesOptions>().Configure<IOptions<ShellOptions>>(LeaveOutComponents);
        services.AddSingleton<ErrorPages>();
        services.AddSingleton<ShownTime>();
        services.AddSingleton<Icons>();
        // The vault brings its own clock; a sealed one has none.
        services.TryAddSingleton(TimeProvider.System);
        return services;
    }

    /// <summary>A page without an address is none: whoever asks for it is answered as for any other unknown address.</summary>
    private static void LeaveOutComponents(RazorPagesOptions pages, IOptions<ShellOptions> shell)
    {
        if (!shell.Value.ShowsComponents)
            pages.Conventions.AddFolderRouteModelConvention("/Gallery", page => page.Selectors.Clear());
    }

    private static void NameAntiforgeryCookie(AntiforgeryOptions options)
    {
        options.Cookie.Name = "__Host-csrf";
        // "Always" here throws on plain http, which loopback is served by; the cookie policy below sets Secure all the same.
        options.Cookie.SecurePolicy = CookieSecurePolicy.None;
        options.Cookie.Path = "/";
        // The header is our own business: see SecurityHeaders.
        options.SuppressXFrameOptionsHeader = true;
    }

    // R18: whoever sets a cookie, it leaves like this. Browsers take Secure cookies from plain http on loopback.
    private static void HardenEveryCookie(CookiePolicyOptions options)
    {
        options.Secure = CookieSecurePolicy.Always;
        options.HttpOnly = HttpOnlyPolicy.Always;
        options.MinimumSameSitePolicy = SameSiteMode.Strict;
    }
}
