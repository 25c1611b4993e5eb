namespace Vault.Web.Shell;

/// <summary>The two choices that belong to the browser, not to the person: language and theme. Both are forms with a token.</summary>
internal static class Preferences
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/preferences/language", SetLanguage).AllowAnonymous();
        endpoints.MapPost("/preferences/theme", SetTheme).AllowAnonymous();
    }

    private static async Task SetLanguage(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (Languages.Find(form["language"]) is not { } language)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        context.Response.Cookies.Append(Languages.CookieName, language.Tag, Cookie());
        Return(context, form["return"]);
    }

    private static async Task SetTheme(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var theme = form["theme"].ToString();
        if (!Themes.All.Contains(theme, StringComparer.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        if (theme == Themes.Device)
            context.Response.Cookies.Delete(Themes.CookieName, Cookie());
        else
            context.Response.Cookies.Append(Themes.CookieName, theme, Cookie());
        Return(context, form["return"]);
    }

    private static void Return(HttpContext context, string? url)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = LocalUrl.OrHome(url);
    }

    private static CookieOptions Cookie() =>
        new()
        {
            Path = "/",
            MaxAge = Kept,
            IsEssential = true,
            Secure = true,
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
        };
}
