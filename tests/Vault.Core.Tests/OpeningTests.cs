using System.Diagnostics;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Storage;
using Vault.Core.Tests.Audit;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests;

/// <summary>What has to hold before a vault opens (R37, R40, R71, R79, R81).</summary>
public sealed class OpeningTests
{
    public static TheoryData<string, string> KeysInsideData =>
        new()
        {
            { "/srv/vault", "/srv/vault" },
            { "/srv/vault", "/srv/vault/" },
            { "/srv/vault", "/srv/vault/keys" },
            { "/srv/vault/", "/srv/vault/keys/deep" },
            { "/srv/vault", "/srv/VAULT/keys" },
            { "/srv/vault", "/srv/other/../vault/keys" },
            { "/srv/vault/data", "/srv/vault" },
            { "/srv/vault", "/" },
            { "/", "/srv/keys" },
        };

    [Theory]
    [MemberData(nameof(KeysInsideData))]
    public void Keys_do_not_lie_with_the_data(string data, string keys) => Assert.Null(VaultFolders.From(data, keys));

    [Theory]
    [InlineData("/srv/vault", null, "/srv/vault-keys")]
    [InlineData("/srv/vault/", null, "/srv/vault-keys")]
    [InlineData("/srv/vault", "/srv/vaultkeys", "/srv/vaultkeys")]
    [InlineData("/srv/vault/data", "/srv/vault/keys", "/srv/vault/keys")]
    public void Keys_lie_beside_the_data(string data, string? keys, string expected) =>
        Assert.Equal(expected, VaultFolders.From(data, keys)?.Keys);

    [Fact]
    public void A_link_does_not_lead_the_keys_into_the_data()
    {
        var root = Directory.CreateTempSubdirectory("links-").FullName;
        var data = Directory.CreateDirectory(Path.Combine(root, "data")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(root, "data-keys"), data);
        Directory.CreateSymbolicLink(Path.Combine(root, "elsewhere"), root);

        Assert.Null(VaultFolders.From(data));
        Assert.Null(VaultFolders.From(data, Path.Combine(root, "elsewhere", "data", "keys")));
        Assert.NotNull(VaultFolders.From(data, Path.Combine(root, "elsewhere", "keys")));
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task A_second_opening_of_the_same_data_is_refused()
    {
        await using var vault = await TestVault.Founded();

        var second = TestVault.Open(vault.Root, vault.Clock);

        Assert.Equal(SealReason.AlreadyOpen, Assert.IsType<Opening.Sealed>(second).Reason);
        await vault.Write(scope => scope.Append(new AnonymousRefusalsCounted(1, scope.Now)));
    }

    [Fact]
    public async Task A_second_process_on_the_same_data_is_refused_until_the_first_is_dead()
    {
        var scene = await CustodyScene.Set();
        await scene.Vault.Leave();
        using (var process = FaultHostProcess.Start(scene.Vault.Root, hands: 1))
        {
            await process.Until(said => said.Contains("open"));

            var second = TestVault.Open(scene.Vault.Root, scene.Vault.Clock);

            Assert.Equal(SealReason.AlreadyOpen, Assert.IsType<Opening.Sealed>(second).Reason);
            await process.Kill();
        }
        await using var opened = TestVault.At(scene.Vault.Root);
    }

    [Fact]
    public async Task Started_elsewhere_and_moved_elsewhere_it_opens_its_secrets()
    {
        var scene = await CustodyScene.Set();
        await scene.Vault.Leave();
        var moved = Directory.CreateTempSubdirectory("moved-").FullName;
        Directory.Move(scene.Vault.Root, Path.Combine(moved, "vault"));

        using var process = FaultHostProcess.Start("vault", hands: 1, workingFolder: moved);
        await process.Until(said => said.Any(s => s.StartsWith("revealed", StringComparison.Ordinal)));
        Assert.Equal("closed", (await process.Stop())[^1]);

        Directory.Delete(moved, recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_demo_does_not_open_as_a_real_vault_nor_a_real_one_as_a_demo(bool demo)
    {
        await using var vault = TestVault.Unfounded(demo);
        var (id, unit) = (vault.Instance.Log.Vault, UnitId.New());
        await vault.Write(scope =>
        {
            if (demo)
                scope.Append(new DemoVaultFounded(id, PrivateText.Of("示例大学"), unit));
            else
                scope.Append(new VaultFounded(id, PrivateText.Of("示例大学"), unit));
        });
        await vault.Leave();

        var other = TestVault.Open(vault.Root, vault.Clock, !demo);

        Assert.Equal(SealReason.DemoMismatch, Assert.IsType<Opening.Sealed>(other).Reason);
        var same = TestVault.Opened(TestVault.Open(vault.Root, vault.Clock, demo));
        await same.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_vault_that_nobody_has_founded_yet_is_not_taken_over_by_the_other_kind(bool demo)
    {
        await using var vault = TestVault.Unfounded(demo);
        await vault.Leave();

        var other = TestVault.Open(vault.Root, vault.Clock, !demo);

        Assert.Equal(SealReason.DemoMismatch, Assert.IsType<Opening.Sealed>(other).Reason);
        await TestVault.Opened(TestVault.Open(vault.Root, vault.Clock, demo)).DisposeAsync();
    }

    [Fact]
    public async Task A_demo_does_not_bring_the_schema_of_a_vault_up_to_date()
    {
        await using var vault = await TestVault.Founded();
        await vault.Leave();
        var options = new OpeningOptions(
            VaultFolders.From(Path.Combine(vault.Root, "data"))!,
            _ => Assert.Fail("the schema was touched"),
            null,
            vault.Clock,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
            Demo: true
        );

        var opening = VaultOpening.Open(options);

        Assert.Equal(SealReason.DemoMismatch, Assert.IsType<Opening.Sealed>(opening).Reason);
    }

    [Theory]
    [InlineData(
        "not a database at all, but long enough to be read as the header of one, which has a hundred bytes......"
    )]
    public async Task A_file_that_is_no_database_keeps_the_vault_sealed(string content)
    {
        await using var vault = await TestVault.Founded();
        var database = vault.DatabaseFile;

        var opening = await vault.Reopen(() => File.WriteAllText(database, content));

        Assert.Equal(SealReason.StorageRefused, Assert.IsType<Opening.Sealed>(opening).Reason);
        Assert.Equal(content, File.ReadAllText(database));
    }

    [Fact]
    public async Task A_vault_that_was_closed_lies_in_its_file_alone()
    {
        await using var vault = await TestVault.Founded();
        using (var db = vault.Read())
            Assert.NotEmpty(db.AuditEntries);

        await vault.Leave();

        Assert.Equal(
            ["vault.db", "vault.lock"],
            Directory.GetFiles(vault.Instance.Folders.Data).Select(Path.GetFileName).Order()
        );
    }

    [Fact]
    public void A_folder_that_cannot_be_made_keeps_the_vault_sealed()
    {
        var root = Directory.CreateTempSubdirectory("no-folder-").FullName;
        File.WriteAllText(Path.Combine(root, "data"), "in the way");

        var opening = TestVault.Open(root, new TestClock());

        Assert.Equal(SealReason.StorageRefused, Assert.IsType<Opening.Sealed>(opening).Reason);
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task Opening_an_empty_folder_twice_before_the_founding_makes_one_key()
    {
        var root = Directory.CreateTempSubdirectory("twice-").FullName;
        var keys = new List<Guid>();
        for (var i = 0; i < 2; i++)
        {
            await using var vault = TestVault.Opened(TestVault.Open(root, new TestClock()));
            keys.AddRange(vault.Ring.KeyIds);
        }

        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct());
        Directory.Delete(root, recursive: true);
    }
}
