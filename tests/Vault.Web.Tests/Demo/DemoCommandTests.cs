using System.Globalization;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Storage;
using Vault.TestKit;
using Vault.Web.Commands;
using Xunit;

namespace Vault.Web.Tests.Demo;

/// <summary>On the command line a demo and a vault keep away from each other.</summary>
public sealed class DemoCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("vault-demo-").FullName;

    [Fact]
    public async Task Demo_refuses_a_folder_without_the_mark_and_leaves_it_alone()
    {
        var folders = await Begun(demo: false);

        Assert.Equal(1, await Run("demo", "--data", folders.Data, "--urls", "http://127.0.0.1:0"));

        Assert.Equal(1, SizeOf(folders, demo: false));
    }

    [Fact]
    public async Task The_ordinary_start_refuses_a_folder_with_the_mark()
    {
        var folders = await Begun(demo: true);

        Assert.Equal(1, await Run("--data", folders.Data, "--urls", "http://127.0.0.1:0"));

        Assert.Equal(1, SizeOf(folders, demo: true));
    }

    [Fact]
    public async Task A_new_demo_refuses_the_keys_of_a_vault()
    {
        var folders = await Begun(demo: false);
        var data = Path.Combine(_root, "new");

        Assert.Equal(1, await Run("demo", "--data", data, "--keys", folders.Keys, "--urls", "http://127.0.0.1:0"));

        Assert.False(Directory.Exists(data));
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://192.0.2.7:5080")]
    [InlineData("https://vault.example.edu.cn")]
    public async Task Demo_listens_on_this_machine_only(string urls)
    {
        var data = Path.Combine(_root, "new");

        Assert.Equal(1, await Run("demo", "--data", data, "--urls", urls));

        Assert.False(Directory.Exists(data));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static Task<int> Run(params string[] arguments)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        return VaultCommand.Create().Parse(arguments).InvokeAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    private async Task<VaultFolders> Begun(bool demo)
    {
        var folders = DemoFolder.FoldersIn(_root);
        await using var vault = TestVault.Opened(VaultOpening.Open(DemoFolder.Options(folders) with { Demo = demo }));
        var (id, name, unit) = (vault.Log.Vault, PrivateText.Of("示例大学"), UnitId.New());
        await vault.Writer.Write(
            Actor.System,
            scope =>
                demo
                    ? (object)scope.Append(new DemoVaultFounded(id, name, unit))
                    : scope.Append(new VaultFounded(id, name, unit))
        );
        return folders;
    }

    private static long SizeOf(VaultFolders folders, bool demo)
    {
        var vault = TestVault.Opened(VaultOpening.Open(DemoFolder.Options(folders) with { Demo = demo }));
        var size = vault.Log.Size;
        vault.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return size;
    }
}
