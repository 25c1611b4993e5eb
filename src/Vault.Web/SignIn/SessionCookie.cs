namespace Vault.Web.SignIn;

/// <summary>
/// The cookie that refers to a session on the server. It holds 256 random bits and nothing else, is sent only from this
/// site's own pages, and goes with the browser.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "__Host-vault";

    public static string? Read(HttpRequest request) => request.Cookies[Name];

    public static void Write(HttpResponse response, string token) => response.Cookies.Append(Name, token, Options());

    public static void Remove(HttpResponse response) => response.Cookies.Delete(Name, Options());

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
