using System.Net;

namespace Vault.Web.Hosting;

/// <summary>
/// R80: what is neither HTTPS nor within this machine is answered 421 and goes no further, for beside the proxy that ends
/// TLS anybody may reach the same port. Where a proxy of this machine is listed, loopback is its door and speaks HTTPS too.
/// </summary>
internal sealed class PlainHttpGuard(RequestDelegate next, Listening listening)
{
    private readonly bool _servesLoopback = !listening.Proxies.Any(IPAddress.IsLoopback);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.IsHttps || (_servesLoopback && StaysHere(context.Connection)))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(HostingTexts.InBoth("PlainHttp"), context.RequestAborted);
    }

    private static bool StaysHere(ConnectionInfo connection) =>
        IsHere(connection.RemoteIpAddress) && IsHere(connection.LocalIpAddress);

    // Without an address there is no network in between.
    private static bool IsHere(IPAddress? address) => address is null || IPAddress.IsLoopback(address);
}
