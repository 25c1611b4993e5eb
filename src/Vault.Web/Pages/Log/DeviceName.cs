using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace Vault.Web.Pages.Log;

/// <summary>
/// Browser and system out of what a browser says of itself, so that a person recognises his device. Only a reading aid:
/// a browser may say anything, and the full text stands in the entry's details.
/// </summary>
internal static partial class DeviceName
{
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger", "WeChat"),
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Version", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    public static string Of(string agent, IStringLocalizer texts)
    {
        var versions = Product()
            .Matches(agent)
            .ToLookup(m => m.Groups["name"].Value, m => m.Groups["version"].Value, StringComparer.Ordinal);
        var browser = Array.Find(Browsers, b => versions.Contains(b.Mark));
        var system = Array.Find(Systems, s => agent.Contains(s.Mark, StringComparison.Ordinal));
        if (browser.Name is null || system.Name is null)
            return agent.Length is > 0 and <= 40 ? agent : texts["Device.Unknown"];
        return texts["Device.On", $"{browser.Name} {versions[browser.Mark].First()}", system.Name];
    }

    [GeneratedRegex("(?<name>[A-Za-z]+)/(?<version>[0-9]{1,4})", RegexOptions.NonBacktracking)]
    private static partial Regex Product();
}
