using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Vault.Web.Commands;

/// <summary>Texts of <c>backup</c> and <c>restore</c>.</summary>
public sealed class BackupTexts
{
    /// <inheritdoc cref="Hosting.HostingTexts.Console"/>
    public static IStringLocalizer Console() =>
        new ResourceManagerStringLocalizerFactory(
            Options.Create(new LocalizationOptions()),
            NullLoggerFactory.Instance
        ).Create(typeof(BackupTexts));
}
