using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Vault.Core;
using Vault.Core.Storage;
using Vault.Core.Text;
using Vault.Web.Hosting;

namespace Vault.Web.Commands;

/// <summary>A vault that nobody is serving, for a sub-command.</summary>
internal static class ClosedVault
{
    /// <summary>How this program opens a vault in these folders.</summary>
    public static OpeningOptions Options(VaultFolders folders) =>
        new(
            folders,
            db => db.Database.Migrate(),
            typeof(ClosedVault).Assembly.GetName().Name,
            TimeProvider.System,
            NullLoggerFactory.Instance
        );

    /// <summary>Opens it, be it a demo: that has the same promises to keep.</summary>
    public static Opening Open(VaultFolders folders, bool lookOnly = false)
    {
        var options = Options(folders) with { LookOnly = lookOnly };
        var opening = VaultOpening.Open(options);
        return opening is Opening.Sealed { Reason: SealReason.DemoMismatch }
            ? VaultOpening.Open(options with { Demo = true })
            : opening;
    }

    /// <summary>Why it did not open, and what to do about it.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> Refuse(TextWriter output, Opening.Sealed why) =>
        Refuse(output, $"Sealed.{why.Reason}.Why", why.Detail, $"Sealed.{why.Reason}.Do");

    /// <inheritdoc cref="Refuse(TextWriter, Opening.Sealed)"/>
    public static Task<int> Refuse(TextWriter output, Opening.Contradicted why) =>
        Refuse(output, $"Epoch.{why.Finding.Verdict}.Page", "", "Epoch.Do");

    /// <param name="why">A key of <see cref="HostingTexts"/>, like <paramref name="remedy"/>.</param>
    public static async Task<int> Refuse(TextWriter output, string why, string detail, string remedy)
    {
        var texts = HostingTexts.Console();
        await output.WriteLineAsync($"✗ {texts[why, InertText.Of(detail)]}");
        await output.WriteLineAsync("    " + texts[remedy]);
        return 1;
    }
}
