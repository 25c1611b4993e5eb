using System.Runtime.Versioning;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Storage;

/// <summary>R81: nobody but the vault's own user reads what lies in its folders.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FileModeTests
{
    [UnixFact]
    public async Task Whatever_lies_in_the_folders_is_for_the_vaults_user_only()
    {
        await using var scene = await CustodyScene.Set();
        await scene.RevealAndShow();
        var folders = scene.Vault.Instance.Folders;

        var files = new[] { folders.Data, folders.Keys }
            .SelectMany(f => Directory.GetFiles(f, "*", SearchOption.AllDirectories))
            .ToList();

        Assert.Contains(files, f => f.EndsWith("-wal", StringComparison.Ordinal));
        Assert.Contains(files, f => f.EndsWith("root.key", StringComparison.Ordinal));
        Assert.Contains(files, f => f.EndsWith(".lock", StringComparison.Ordinal));
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.All(files, f => Assert.Equal((f, own), (f, File.GetUnixFileMode(f))));
        Assert.All(
            new[] { folders.Data, folders.Keys, folders.Ring },
            f => Assert.Equal((f, own | UnixFileMode.UserExecute), (f, File.GetUnixFileMode(f)))
        );
    }

    [UnixFact]
    public async Task A_database_and_a_root_key_put_back_readable_by_all_are_closed_again()
    {
        await using var vault = await TestVault.Founded();
        string[] files = [vault.DatabaseFile, vault.Instance.Folders.RootKeyFile];
        const UnixFileMode all = (UnixFileMode)0x1A4;

        TestVault.Opened(await vault.Reopen(() => Array.ForEach(files, f => File.SetUnixFileMode(f, all))));

        Assert.All(files, f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));
    }

    [UnixFact]
    public async Task Folders_found_open_to_others_are_closed()
    {
        await using var vault = await TestVault.Founded();
        var folders = vault.Instance.Folders;
        string[] all = [folders.Data, folders.Keys, folders.Ring];
        const UnixFileMode open = (UnixFileMode)0x1ED;

        TestVault.Opened(await vault.Reopen(() => Array.ForEach(all, f => File.SetUnixFileMode(f, open))));

        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.All(all, f => Assert.Equal((f, own), (f, File.GetUnixFileMode(f))));
    }
}
