using Microsoft.AspNetCore.HttpOverrides;

namespace Vault.Web.Hosting;

/// <summary>
/// What a request passes before the framework looks at its host: the forwarded headers of the listed proxies (R82), then
/// <see cref="PlainHttpGuard"/>. A forwarded host is thereby held against the listed hosts like any other.
/// </summary>
internal sealed class Door(Listening listening) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            if (listening.Proxies.Count > 0)
                app.UseForwardedHeaders(Believed());
            app.UseMiddleware<PlainHttpGuard>(listening);
            next(app);
        };

    private ForwardedHeadersOptions Believed()
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders =
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            AllowedHosts = [.. listening.Hosts],
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in listening.Proxies)
            options.KnownProxies.Add(proxy);
        return options;
    }
}
