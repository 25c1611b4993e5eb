using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Vault.Core;
using Vault.Core.Storage;
using Vault.TestKit;
using Vault.Web.Demo;
using Xunit;

namespace Vault.Web.Tests.Demo;

/// <summary>A demo vault made once for the tests of a class, with its folders; what a test changes it changes in a copy.</summary>
public sealed class DemoFolder : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("vault-demo-").FullName;

    public VaultFolders Folders => FoldersIn(_root);

    /// <summary>Opens as <c>demo</c> does; says whether the story had to be told.</summary>
    public static async Task<(Opening Opening, bool Seeded)> Open(VaultFolders folders)
    {
        var seeded = false;
        var opening = await DemoOpening.Open(Options(folders), () => seeded = true);
        return (opening, seeded);
    }

    public static OpeningOptions Options(VaultFolders folders) =>
        new(folders, db => db.Database.Migrate(), "Vault.Web", TimeProvider.System, NullLoggerFactory.Instance);

    public static VaultFolders FoldersIn(string root) => VaultFolders.From(Path.Combine(root, "data"))!;

    public async Task InitializeAsync()
    {
        var (opening, seeded) = await Open(Folders);
        await TestVault.Opened(opening).DisposeAsync();
        Assert.True(seeded);
    }

    /// <summary>The same demo in folders of its own. The caller deletes the root.</summary>
    public string Copy()
    {
        var root = Directory.CreateTempSubdirectory("vault-demo-").FullName;
        foreach (var file in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(root, Path.GetRelativePath(_root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
        return root;
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }
}
