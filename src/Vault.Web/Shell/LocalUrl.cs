namespace Vault.Web.Shell;

/// <summary>Where a form may send its reader back to: a path of this vault, never another site.</summary>
public static class LocalUrl
{
    /// <summary>The given path when it stays here, else the start page.</summary>
    public static string OrHome(string? url) => IsLocal(url) ? url! : "/";

    /// <summary>The address of this request, path and query; of a POST to a handler, the page it belongs to.</summary>
    public static string Of(HttpRequest request) => request.PathBase + PageOf(request) + QueryOf(request);

    // What only answers a POST cannot be asked for again.
    private static string? PageOf(HttpRequest request)
    {
        var path = request.Path.Value;
        var isHandler =
            HttpMethods.IsPost(request.Method)
            && request.RouteValues["handler"] is string handler
            && path?.EndsWith("/" + handler, StringComparison.OrdinalIgnoreCase) == true;
        return isHandler ? path![..path!.LastIndexOf('/')] : path;
    }

    private static QueryString QueryOf(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Query.ContainsKey("handler")
            ? QueryString.Create(request.Query.Where(part => part.Key != "handler"))
            : request.QueryString;

    // "//host" and "/\host" are other sites to a browser; control characters are dropped by it before it looks.
    private static bool IsLocal(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);
}
