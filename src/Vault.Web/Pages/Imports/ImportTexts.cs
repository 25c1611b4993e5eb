using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Vault.Web.Pages.Imports;

/// <summary>Names the texts of importing a register, on pages and in <c>import-register</c>.</summary>
public sealed class ImportTexts
{
    /// <inheritdoc cref="Hosting.HostingTexts.Console"/>
    public static IStringLocalizer Console() =>
        new ResourceManagerStringLocalizerFactory(
            Options.Create(new LocalizationOptions()),
            NullLoggerFactory.Instance
        ).Create(typeof(ImportTexts));
}
