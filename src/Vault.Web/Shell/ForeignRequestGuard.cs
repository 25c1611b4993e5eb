using Microsoft.Net.Http.Headers;

namespace Vault.Web.Shell;

/// <summary>
/// R62: refuses with 403 what another site makes a browser send. Stands beside the antiforgery token, not instead of it.
/// Methods nobody needs here get 405, because a page would answer to any (R83: TRACE among them).
/// A client that is no browser sends neither header and passes here; it still needs the token.
/// </summary>
internal sealed class ForeignRequestGuard(RequestDelegate next)
{
    private const string SecFetchSite = "Sec-Fetch-Site";

    public Task InvokeAsync(HttpContext context)
    {
        var method = context.Request.Method;
        if (IsSafe(method) || (Changes(method) && ComesFromHere(context.Request)))
            return next(context);
        context.Response.StatusCode = Changes(method)
            ? StatusCodes.Status403Forbidden
            : StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }

    /// <summary>Whether a request with this method changes nothing.</summary>
    public static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool Changes(string method) =>
        HttpMethods.IsPost(method)
        || HttpMethods.IsPut(method)
        || HttpMethods.IsPatch(method)
        || HttpMethods.IsDelete(method);

    private static bool ComesFromHere(HttpRequest request)
    {
        var site = request.Headers[SecFetchSite].ToString();
        var origin = request.Headers[HeaderNames.Origin].ToString();
        if (site is not ("" or "same-origin" or "none"))
            return false;
        return origin switch
        {
            "" => true,
            // Under our own Referrer-Policy browsers send "null" for a form of this origin; a sandboxed frame sends it too.
            "null" => site == "same-origin",
            _ => string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase),
        };
    }
}
