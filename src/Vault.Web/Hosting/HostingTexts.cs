using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Vault.Web.Shell;

namespace Vault.Web.Hosting;

/// <summary>Texts of the console and of a sealed vault's page.</summary>
public sealed class HostingTexts
{
    /// <summary>In the language of the terminal: English where it says so, else Chinese.</summary>
    public static IStringLocalizer Console() =>
        new ResourceManagerStringLocalizerFactory(
            Options.Create(new LocalizationOptions()),
            NullLoggerFactory.Instance
        ).Create(typeof(HostingTexts));

    /// <summary>In Chinese and in English, for who is answered before his language is known.</summary>
    internal static string InBoth(string key) =>
        string.Join('\n', Languages.All.Select(l => Resources.GetString(key, CultureInfo.GetCultureInfo(l.Tag))))
        + '\n';

    private static readonly ResourceManager Resources = new(typeof(HostingTexts));
}
