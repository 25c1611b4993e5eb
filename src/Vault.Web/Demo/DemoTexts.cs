using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Vault.Web.Demo;

/// <summary>Names the texts of the demo's bar and door.</summary>
public sealed class DemoTexts
{
    /// <summary>In every language the vault speaks, one line each: for an answer given before any was chosen.</summary>
    internal static string InBoth(IStringLocalizer<DemoTexts> texts, string key)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            return string.Join('\n', Shell.Languages.All.Select(l => Say(CultureInfo.GetCultureInfo(l.Tag)))) + "\n";
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }

        string Say(CultureInfo culture)
        {
            CultureInfo.CurrentUICulture = culture;
            return texts[key];
        }
    }
}
