using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Vault.Web.Shell;

/// <summary>
/// R59, R60: the same headers on every response, whoever made it: page, error, redirect, static file.
/// They are set when the response starts, so that no handler that clears the response can lose them.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // Nothing but this origin; no inline script or style; no frame around us; scripts cannot turn strings into markup.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
        + "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    // What the vault uses is granted to itself (copying, passkeys); what it does not use is granted to nobody.
    private const string Permissions =
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
        + "magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), clipboard-read=(), "
        + "clipboard-write=(self), publickey-credentials-create=(self), publickey-credentials-get=(self)";

    private const string OneYear = "max-age=31536000; includeSubDomains";
    private const string NoStore = "no-store";

    private static readonly object StaticFile = new();

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(
            static state =>
            {
                Apply((HttpContext)state);
                return Task.CompletedTask;
            },
            context
        );
        return next(context);
    }

    /// <summary>Puts the headers in front of everything else that answers.</summary>
    internal sealed class First : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.UseMiddleware<SecurityHeaders>();
                next(app);
            };
    }

    /// <summary>Says that this response is a file everybody may have; it may be kept, for a year when its address carries its hash.</summary>
    public static void KeepStaticFile(HttpContext context) => context.Items[StaticFile] = true;

    private static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers.Remove(HeaderNames.Server);
        headers.Remove(HeaderNames.XPoweredBy);
        // The stock middleware leaves localhost out, and with it every test of it.
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = OneYear;
        headers.CacheControl = CacheControl(context);
        headers.Remove(HeaderNames.Pragma);
    }

    private static StringValues CacheControl(HttpContext context)
    {
        if (!context.Items.ContainsKey(StaticFile))
            return NoStore;
        return context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
    }
}
