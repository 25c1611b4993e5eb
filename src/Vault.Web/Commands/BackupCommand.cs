using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.Backups;
using Vault.Core.People;
using Vault.Core.Storage;
using Vault.Core.Text;
using Vault.Web.Hosting;

namespace Vault.Web.Commands;

/// <summary>
/// <c>backup FILE</c>: makes a backup in a file that does not exist yet. A vault that is being served is asked to make it
/// itself; one that is not is opened for it.
/// </summary>
public static class BackupCommand
{
    /// <returns>0 if it is made; 1 if the vault is sealed or not there; 2 if the file could not be made.</returns>
    public static async Task<int> Run(VaultFolders? folders, string file, TextWriter output)
    {
        var texts = BackupTexts.Console();
        if (folders is null || !File.Exists(folders.Database))
        {
            await output.WriteLineAsync($"✗ {texts["NoVault", folders?.Data ?? ""]}");
            return 1;
        }
        if (await BackupDoor.Ask(folders, file) is { } answer)
            return await Write(answer, file, output);
        switch (ClosedVault.Open(folders))
        {
            case Opening.Opened { Vault: var vault }:
                await using (vault)
                    return await Make(vault, file, output);
            case Opening.Contradicted why:
                await using (why.Vault)
                    return await ClosedVault.Refuse(output, why);
            case Opening.Sealed why:
                return await ClosedVault.Refuse(output, why);
            default:
                throw new NotSupportedException();
        }
    }

    private static async Task<int> Make(VaultInstance vault, string file, TextWriter output)
    {
        try
        {
            var outcome = await new MakeBackup(vault).Run(Actor.System, Path.GetFullPath(file));
            return await Write(BackupAnswer.Of(outcome), file, output);
        }
        catch (LogDamagedException e)
        {
            return await ClosedVault.Refuse(output, "Sealed.LogDamaged.Why", e.Message, "Sealed.LogDamaged.Do");
        }
        catch (VaultUnavailableException e)
        {
            return await ClosedVault.Refuse(output, "Sealed.StorageRefused.Why", e.Message, "Sealed.StorageRefused.Do");
        }
    }

    private static async Task<int> Write(BackupAnswer answer, string file, TextWriter output)
    {
        var texts = BackupTexts.Console();
        if (answer.Fault is { } fault)
        {
            await output.WriteLineAsync($"✗ {texts[$"Fault.{fault}", InertText.Of(file)]}");
            await output.WriteLineAsync("    " + InertText.Of(answer.Detail));
            return 2;
        }
        await output.WriteLineAsync($"✓ {texts["Made", InertText.Of(file), answer.Entries, answer.Length]}");
        await output.WriteLineAsync("    " + texts["Made.RootKey"]);
        return 0;
    }
}
