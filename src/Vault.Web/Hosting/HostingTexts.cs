using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

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
}
