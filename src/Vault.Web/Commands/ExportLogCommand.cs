using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.Evidence;
using Vault.Core.Storage;
using Vault.Core.Text;
using Vault.Web.Hosting;

namespace Vault.Web.Commands;

/// <summary>
/// <c>export-log FILE [--without-texts]</c>: opens a vault nobody is serving, writes the line of the export, and then the
/// whole log to a new file that only this user can read.
/// </summary>
public static class ExportLogCommand
{
    /// <returns>0 if the file is written; 1 if the vault is sealed, served or not there; 2 if the file cannot be made.</returns>
    public static async Task<int> Run(VaultFolders? folders, string file, bool withTexts, TextWriter output)
    {
        var texts = EvidenceTexts.Console();
        if (folders is null || !File.Exists(folders.Database))
        {
            await output.WriteLineAsync($"✗ {texts["NoVault", folders?.Data ?? ""]}");
            return 1;
        }
        var opening = Open(folders, demo: false);
        if (opening is Opening.Sealed { Reason: SealReason.DemoMismatch })
            opening = Open(folders, demo: true);
        switch (opening)
        {
            case Opening.Opened { Vault: var vault }:
                await using (vault)
                    return await Write(vault, file, withTexts, output);
            case Opening.Contradicted why:
                await using (why.Vault)
                    return await Refuse(output, $"Epoch.{why.Finding.Verdict}.Page", "", "Epoch.Do");
            default:
                var refused = (Opening.Sealed)opening;
                return await Refuse(
                    output,
                    $"Sealed.{refused.Reason}.Why",
                    refused.Detail,
                    $"Sealed.{refused.Reason}.Do"
                );
        }
    }

    private static async Task<int> Write(VaultInstance vault, string file, bool withTexts, TextWriter output)
    {
        var texts = EvidenceTexts.Console();
        try
        {
            var export = await ExportLogFile.Run(vault, file, withTexts);
            await output.WriteLineAsync($"✓ {texts["Exported", export.Size, InertText.Of(file)]}");
            await output.WriteLineAsync("    " + texts["ExportedRoot", Convert.ToBase64String(export.Root)]);
            return 0;
        }
        catch (LogDamagedException e)
        {
            return await Refuse(output, "Sealed.LogDamaged.Why", e.Message, "Sealed.LogDamaged.Do");
        }
        catch (VaultUnavailableException e)
        {
            return await Refuse(output, "Sealed.StorageRefused.Why", e.Message, "Sealed.StorageRefused.Do");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync($"✗ {texts["NoFile", InertText.Of(file)]}");
            await output.WriteLineAsync("    " + InertText.Of(e.Message));
            return 2;
        }
    }

    private static async Task<int> Refuse(TextWriter output, string why, string detail, string remedy)
    {
        var texts = HostingTexts.Console();
        await output.WriteLineAsync($"✗ {texts[why, InertText.Of(detail)]}");
        await output.WriteLineAsync("    " + texts[remedy]);
        return 1;
    }

    private static Opening Open(VaultFolders folders, bool demo) =>
        VaultOpening.Open(
            new OpeningOptions(
                folders,
                db => db.Database.Migrate(),
                typeof(ExportLogCommand).Assembly.GetName().Name,
                TimeProvider.System,
                NullLoggerFactory.Instance,
                demo
            )
        );
}
