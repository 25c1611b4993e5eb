namespace Vault.Web.SignIn;

/// <summary>
/// A short name for what a browser says of itself: product and system, in their own words. A claim of the browser, for
/// its owner to recognise it by; nothing is decided on it.
/// </summary>
internal static class DeviceName
{
    // Order matters: Edge also says Chrome, Chrome also says Safari, Android also says Linux.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("MicroMessenger/", "WeChat"),
        ("Edg/", "Edge"),
        ("EdgA/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("Windows", "Windows"),
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    public static string Of(string agent, string unknown)
    {
        var names = new[] { First(Browsers, agent), First(Systems, agent) }.Where(n => n is not null).ToList();
        if (names.Count > 0)
            return string.Join(" · ", names);
        // A program that says its name shortly is known by it.
        return agent.Length is > 0 and <= 40 ? agent : unknown;
    }

    private static string? First((string Sign, string Name)[] known, string agent) =>
        known.FirstOrDefault(k => agent.Contains(k.Sign, StringComparison.Ordinal)).Name;
}
