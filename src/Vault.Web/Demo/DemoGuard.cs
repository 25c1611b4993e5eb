using System.Net;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace Vault.Web.Demo;

/// <summary>
/// The demo's door: its passwords stand on its pages, so it is for whoever sits at this machine. A request under another
/// host name gets 421 (a name somebody points at this machine would otherwise make it his), one that came through a
/// proxy or from elsewhere 400, whatever the connection.
/// </summary>
internal sealed class DemoGuard(RequestDelegate next, IStringLocalizer<DemoTexts> texts)
{
    private static readonly string[] Hosts = ["localhost", "127.0.0.1", "[::1]"];

    private static readonly HashSet<string> OfProxies = new(StringComparer.OrdinalIgnoreCase)
    {
        "Forwarded",
        "Via",
        "X-Real-IP",
        "X-Client-IP",
        "X-Cluster-Client-IP",
        "True-Client-IP",
        "CF-Connecting-IP",
        "Fastly-Client-IP",
        "Proxy-Connection",
    };

    private static readonly string[] BeginningsOfProxies = ["X-Forwarded-", "X-Original-", "X-ProxyUser-", "X-Envoy-"];

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!Hosts.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
            return Refuse(context, StatusCodes.Status421MisdirectedRequest, "Guard.Host");
        if (request.Headers.Keys.Any(IsOfProxy) || !IsHere(context.Connection.RemoteIpAddress))
            return Refuse(context, StatusCodes.Status400BadRequest, "Guard.Forwarded");
        return next(context);
    }

    // Without an address there is no network in between: a server in this process, or a socket of this machine.
    private static bool IsHere(IPAddress? address) => address is null || IPAddress.IsLoopback(address);

    private static bool IsOfProxy(string header) =>
        OfProxies.Contains(header)
        || header.Equals("X-Forwarded", StringComparison.OrdinalIgnoreCase)
        || BeginningsOfProxies.Any(b => header.StartsWith(b, StringComparison.OrdinalIgnoreCase));

    private Task Refuse(HttpContext context, int status, string key)
    {
        context.Response.StatusCode = status;
        context.Response.Headers[HeaderNames.ContentType] = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(DemoTexts.InBoth(texts, key), context.RequestAborted);
    }
}
