using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Net.Http.Headers;

namespace Vault.Web.Shell;

/// <summary>A language of the interface; <paramref name="OwnName"/> is written in that language whatever the page's is.</summary>
public sealed record Language(string Tag, string OwnName);

/// <summary>The two languages of the interface, and how a request says which it wants: by cookie, else by Accept-Language.</summary>
public static class Languages
{
    /// <summary>Holds the tag of the chosen language and nothing else.</summary>
    public const string CookieName = "__Host-lang";

    /// <summary>The first is the default.</summary>
    public static readonly IReadOnlyList<Language> All = [new("zh-CN", "中文"), new("en", "English")];

    /// <summary>The language of the request being served.</summary>
    public static Language Current => All.FirstOrDefault(l => l.Tag == CultureInfo.CurrentUICulture.Name) ?? All[0];

    /// <summary>The language with exactly this tag, or <see langword="null"/>.</summary>
    public static Language? Find(string? tag) => All.FirstOrDefault(l => l.Tag == tag);

    internal static void Configure(RequestLocalizationOptions options)
    {
        CultureInfo[] cultures = [.. All.Select(l => CultureInfo.GetCultureInfo(l.Tag))];
        options.DefaultRequestCulture = new RequestCulture(cultures[0]);
        options.SupportedCultures = cultures;
        options.SupportedUICultures = cultures;
        options.ApplyCurrentCultureToResponseHeaders = true;
        options.RequestCultureProviders = [new CustomRequestCultureProvider(Choose)];
    }

    private static Task<ProviderCultureResult?> Choose(HttpContext context)
    {
        var language = Find(context.Request.Cookies[CookieName]) ?? Accepted(context.Request) ?? All[0];
        return Task.FromResult<ProviderCultureResult?>(new ProviderCultureResult(language.Tag));
    }

    // The stock provider would give a reader of zh-TW or plain zh the English page; any Chinese is nearer to zh-CN.
    private static Language? Accepted(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(v => v.Quality ?? 1)
            .Select(Nearest)
            .FirstOrDefault(l => l is not null);

    private static Language? Nearest(StringWithQualityHeaderValue value)
    {
        var primary = value.Value.Value?.Split('-')[0];
        return All.FirstOrDefault(l => l.Tag.Split('-')[0].Equals(primary, StringComparison.OrdinalIgnoreCase));
    }
}
