using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.Evidence;
using Vault.Core.Storage;
using Vault.Core.Text;

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
        switch (ClosedVault.Open(folders))
        {
            case Opening.Opened { Vault: var vault }:
                await using (vault)
                    return await Write(vault, file, withTexts, output);
            case Opening.Contradicted why:
                await using (why.Vault)
                    return await ClosedVault.Refuse(output, why);
            case Opening.Sealed why:
                return await ClosedVault.Refuse(output, why);
            default:
                throw new NotSupportedException();
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
            return await ClosedVault.Refuse(output, "Sealed.LogDamaged.Why", e.Message, "Sealed.LogDamaged.Do");
        }
        catch (VaultUnavailableException e)
        {
            return await ClosedVault.Refuse(output, "Sealed.StorageRefused.Why", e.Message, "Sealed.StorageRefused.Do");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync($"✗ {texts["NoFile", InertText.Of(file)]}");
            await output.WriteLineAsync("    " + InertText.Of(e.Message));
            return 2;
        }
    }
}
