using System.Globalization;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Backups;
using Vault.Core.Storage;
using Vault.Core.Text;
using Vault.Web.Hosting;

namespace Vault.Web.Commands;

/// <summary><c>restore FILE</c>: puts a backup where there is no vault, once everything in it was found to hold.</summary>
public static class RestoreCommand
{
    /// <returns>0 if it is restored; 1 if not, and then nothing was changed.</returns>
    public static async Task<int> Run(VaultFolders? folders, string file, TextWriter output)
    {
        var texts = BackupTexts.Console();
        if (folders is null)
            return await Say(output, HostingTexts.Console()["Refusal.KeysInsideData"]);
        switch (await new BackupRestoration(ClosedVault.Options(folders)).From(file))
        {
            case RestoreOutcome.Restored restored:
                CheckCommand.Write(restored.Report, CheckTexts.Console(), output);
                await output.WriteLineAsync($"✓ {Done(restored.Manifest, folders, texts)}");
                await output.WriteLineAsync(
                    "    " + texts[File.Exists(folders.WitnessFile) ? "Restored.Witness" : "Restored.NoWitness"]
                );
                return 0;
            case RestoreOutcome.Unsound unsound:
                CheckCommand.Write(unsound.Report, CheckTexts.Console(), output);
                return await Say(output, texts["Unsound"]);
            case RestoreOutcome.Refused refused:
                return await Say(output, texts[$"Refused.{refused.Why}", InertText.Of(file)]);
            case RestoreOutcome.InTheWay inTheWay:
                return await Say(output, texts["InTheWay", InertText.Of(inTheWay.Path)]);
            case RestoreOutcome.NoRootKey missing:
                return await Say(output, texts[$"NoRootKey.{missing.Why}", InertText.Of(missing.Path)]);
            case RestoreOutcome.Sealed { Why: SealReason.OlderSchema } older:
                return await Say(output, texts["OtherVersion", InertText.Of(older.Manifest.Version)]);
            case RestoreOutcome.Sealed why:
                return await ClosedVault.Refuse(output, new Opening.Sealed(why.Why, why.Detail));
            case RestoreOutcome.Failed failed:
                return await Say(output, texts["Failed", InertText.Of(failed.Detail)]);
            default:
                throw new NotSupportedException();
        }
    }

    private static string Done(BackupManifest manifest, VaultFolders folders, IStringLocalizer texts) =>
        texts[
            "Restored",
            folders.Data,
            TimeZoneInfo
                .ConvertTime(manifest.MadeAt, OrganisationTime.Zone)
                .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            manifest.Entries
        ];

    private static async Task<int> Say(TextWriter output, string line)
    {
        await output.WriteLineAsync($"✗ {line}");
        return 1;
    }
}
