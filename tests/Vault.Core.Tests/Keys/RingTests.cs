using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Vault.Core.Custody;
using Vault.Core.Keys;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Keys;

/// <summary>
/// The key ring for secrets (R38): an element that this root key did not authenticate keeps the vault sealed at start,
/// and so does a key that is gone.
/// </summary>
public sealed class RingTests : IAsyncLifetime
{
    private CustodyScene _scene = null!;

    private TestVault Vault => _scene.Vault;

    private string Folder => Vault.Instance.Folders.Ring;

    private string KeyFile => Assert.Single(Directory.GetFiles(Folder));

    public async Task InitializeAsync() => _scene = await CustodyScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    /// <summary>What somebody who can write the folder may do; it gets the folder and the one key file in it.</summary>
    private static readonly Dictionary<string, Action<string, string>> Attacks = new()
    {
        ["a key in plain XML as Data Protection writes it"] = (folder, _) => DropPlainKey(folder),
        ["a plain key under the name of an element of ours"] = (folder, _) =>
        {
            var plain = DropPlainKey(folder);
            File.Move(plain, Path.ChangeExtension(plain, ".ring"));
        },
        ["a file of anything"] = (folder, _) => File.WriteAllText(Path.Combine(folder, "notes.txt"), "hello"),
        ["an empty element"] = (folder, _) => File.WriteAllBytes(Path.Combine(folder, "key-1.ring"), []),
        ["nothing but our mark"] = (folder, _) =>
            File.WriteAllBytes(Path.Combine(folder, "key-1.ring"), "VKR1"u8.ToArray()),
        ["a folder"] = (folder, _) => Directory.CreateDirectory(Path.Combine(folder, "key-1.ring")),
        ["an element of another root key"] = (folder, _) => DropElementOf(RootKey.New(), folder),
        ["our element under another name"] = (_, key) =>
            File.Move(key, key.Replace("key-", "key-0", StringComparison.Ordinal)),
        ["our element twice"] = (_, key) => File.Copy(key, key.Replace("key-", "key-0", StringComparison.Ordinal)),
        ["our element cut short"] = (_, key) => Truncate(key),
        ["our element with something after it"] = (_, key) => File.AppendAllText(key, "x"),
    };

    public static TheoryData<string> ForeignElements => [.. Attacks.Keys];

    [Theory]
    [MemberData(nameof(ForeignElements))]
    public async Task A_foreign_element_keeps_the_vault_sealed(string what)
    {
        var (folder, key) = (Folder, KeyFile);

        var opening = await Vault.Reopen(() => Attacks[what](folder, key));

        Assert.Equal(SealReason.ForeignRingElement, Assert.IsType<Opening.Sealed>(opening).Reason);
        // A sealed vault lets go of its lock: the reason stays the same and does not become "already open".
        opening = await Vault.Reopen();
        Assert.Equal(SealReason.ForeignRingElement, Assert.IsType<Opening.Sealed>(opening).Reason);
    }

    [Fact]
    public void Every_flipped_byte_of_an_element_is_noticed()
    {
        var rootKey = Vault.Instance.RootKey;
        var content = File.ReadAllBytes(KeyFile);
        for (var i = 0; i < content.Length; i++)
        {
            content[i] ^= 1;
            File.WriteAllBytes(KeyFile, content);
            Assert.Throws<ForeignRingElementException>(() => SecretsRing.Open(Folder, rootKey));
            content[i] ^= 1;
        }
        File.WriteAllBytes(KeyFile, content);

        using var ring = SecretsRing.Open(Folder, rootKey);
        Assert.Equal(Vault.Instance.Ring.KeyIds, ring.KeyIds);
    }

    [Fact]
    public async Task A_foreign_element_dropped_while_the_vault_runs_does_not_take_part()
    {
        var own = Vault.Instance.Ring.KeyIds.Single();
        DropPlainKey(Folder);

        await _scene.Change("another value 9");

        Assert.Equal(own.ToString(), _scene.Current().KeyId);
        Assert.Equal("another value 9", await _scene.RevealAndShow());
    }

    [Fact]
    public async Task Without_any_key_the_vault_stays_sealed()
    {
        var key = KeyFile;

        var opening = await Vault.Reopen(() => File.Delete(key));

        Assert.Equal(SealReason.RingKeyMissing, Assert.IsType<Opening.Sealed>(opening).Reason);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Without_one_of_several_keys_the_vault_stays_sealed_and_names_it(int gone)
    {
        await SecondKey();
        await _scene.Change("another value 9");
        var keys = Vault.Instance.Ring.KeyIds;
        Assert.Equal(keys[1].ToString(), _scene.Current().KeyId);

        var opening = await Vault.Reopen(() => File.Delete(Directory.GetFiles(Folder, $"*{keys[gone]}*").Single()));

        Assert.Equal(
            (SealReason.RingKeyMissing, keys[gone].ToString()),
            (Assert.IsType<Opening.Sealed>(opening).Reason, ((Opening.Sealed)opening).Detail)
        );
    }

    [Fact]
    public async Task A_secret_under_an_older_key_still_opens_beside_a_newer_one()
    {
        await SecondKey();
        await _scene.Deposit("a secret of the app", Component.AppSecret);

        TestVault.Opened(await Vault.Reopen());
        await _scene.SignInAgain();

        Assert.Equal(CustodyScene.Canary, await _scene.RevealAndShow());
        Assert.Equal("a secret of the app", await _scene.RevealAndShow(Component.AppSecret));
    }

    [Fact]
    public void An_empty_ring_makes_no_key_by_itself()
    {
        var empty = Directory.CreateDirectory(Path.Combine(Vault.Root, "empty")).FullName;
        using var ring = SecretsRing.Open(empty, RootKey.New());

        Assert.ThrowsAny<Exception>(() => ring.Provider.CreateProtector("p").Protect([1, 2, 3]));

        Assert.Empty(ring.KeyIds);
        Assert.Empty(Directory.GetFiles(empty));
    }

    [Fact]
    public void Nothing_of_a_key_stands_in_the_folder_in_clear()
    {
        var content = File.ReadAllText(KeyFile, System.Text.Encoding.Latin1);

        Assert.StartsWith("VKR1", content, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", content, StringComparison.Ordinal);
        Assert.DoesNotContain("<key", content, StringComparison.Ordinal);
    }

    private async Task SecondKey()
    {
        Vault.Clock.Turn(TimeSpan.FromMinutes(1));
        var key = Vault.Instance.Ring.CreateKey(Vault.Clock.Now);
        await Vault.Write(scope => scope.Append(new SecretsKeyCreated(key)));
    }

    private static string DropPlainKey(string folder)
    {
        var own = Directory.CreateTempSubdirectory("plain-ring-").FullName;
        var services = new ServiceCollection();
        services
            .AddDataProtection()
            .PersistKeysToFileSystem(new DirectoryInfo(own))
            .SetApplicationName("credential-vault/secrets");
        using (var provider = services.BuildServiceProvider())
            provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("p").Protect([1]);
        var file = Directory.GetFiles(own).Single();
        Assert.Contains("<masterKey", File.ReadAllText(file), StringComparison.Ordinal);
        var dropped = Path.Combine(folder, Path.GetFileName(file));
        File.Move(file, dropped);
        Directory.Delete(own);
        return dropped;
    }

    private static void DropElementOf(RootKey other, string folder)
    {
        var own = Directory.CreateTempSubdirectory("other-ring-").FullName;
        using (var ring = SecretsRing.Open(own, other))
            ring.CreateKey(DateTimeOffset.UtcNow);
        var file = Directory.GetFiles(own).Single();
        File.Move(file, Path.Combine(folder, Path.GetFileName(file)));
        Directory.Delete(own);
    }

    private static void Truncate(string file)
    {
        using var stream = File.OpenWrite(file);
        stream.SetLength(stream.Length - 1);
    }
}
