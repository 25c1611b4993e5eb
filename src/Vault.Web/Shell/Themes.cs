namespace Vault.Web.Shell;

/// <summary>Light, dark, or as the device says; kept in a cookie and rendered by the server, so no page flashes.</summary>
public static class Themes
{
    /// <summary>Holds <c>light</c> or <c>dark</c>; absent means: as the device says.</summary>
    public const string CookieName = "__Host-theme";

    /// <summary>As the device says.</summary>
    public const string Device = "device";

    /// <summary>What may be chosen.</summary>
    public static readonly IReadOnlyList<string> All = [Device, "light", "dark"];

    /// <summary>The theme this request asks for; anything unknown counts as <see cref="Device"/>.</summary>
    public static string Of(HttpRequest request) =>
        request.Cookies[CookieName] is { } chosen && All.Contains(chosen, StringComparer.Ordinal) ? chosen : Device;
}
