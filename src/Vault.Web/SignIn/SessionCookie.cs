namespace Vault.Web.SignIn;

/// <summary>
/// The cookie that refers to a session on the server. It holds 256 random bits and nothing else, is sent only from this
/// site's own pages, and goes with the browser.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "__Host-vault";

    private static readonly object Pending = new();

    public static string? Read(HttpRequest request) => request.Cookies[Name];

    public static void Write(HttpResponse response, string token) => Answer(response, token);

    public static void Remove(HttpResponse response) => Answer(response, null);

    // What the cookie referred to before is gone, whatever becomes of this request: it is set when the response starts, so
    // that an error page that clears the response does not lose it. The last word counts.
    private static void Answer(HttpResponse response, string? token)
    {
        var items = response.HttpContext.Items;
        if (!items.ContainsKey(Pending))
            response.OnStarting(
                static state =>
                {
                    var started = (HttpResponse)state;
                    if (started.HttpContext.Items[Pending] is string token)
                        started.Cookies.Append(Name, token, Options());
                    else
                        started.Cookies.Delete(Name, Options());
                    return Task.CompletedTask;
                },
                response
            );
        items[Pending] = token;
    }

    private static CookieOptions Options() =>
        new()
        {
            Path = "/",
            Secure = true,
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            IsEssential = true,
        };
}
