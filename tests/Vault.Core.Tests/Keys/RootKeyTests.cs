using System.Security.Cryptography;
using System.Text;
using Vault.Core.Keys;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Keys;

/// <summary>The root key and its file (R37, R85).</summary>
public sealed class RootKeyTests : IAsyncLifetime
{
    private TestVault _vault = null!;

    private string KeyFile => _vault.Instance.Folders.RootKeyFile;

    public async Task InitializeAsync() => _vault = await TestVault.Founded();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task Without_the_root_key_the_vault_stays_sealed_and_none_is_made()
    {
        var opening = await _vault.Reopen(() => File.Delete(KeyFile));

        Assert.Equal(SealReason.RootKeyMissing, Assert.IsType<Opening.Sealed>(opening).Reason);
        Assert.False(File.Exists(KeyFile));
    }

    public static TheoryData<string> Unreadable =>
        [
            "",
            "\n",
            "vault-root-key/1 ",
            "vault-root-key/1 AAAA",
            "vault-root-key/2 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "vault-root-key/1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "vault-root-key/1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
            "vault-root-key/1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA*=",
            "vault-root-key/1  AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "vault-root-key/1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nvault-root-key/1 AAAA",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "\u0000\u0001\u0002",
        ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_file_that_holds_no_root_key_keeps_the_vault_sealed_and_is_left_alone(string content)
    {
        var opening = await _vault.Reopen(() => File.WriteAllText(KeyFile, content));

        Assert.Equal(SealReason.RootKeyUnreadable, Assert.IsType<Opening.Sealed>(opening).Reason);
        Assert.Equal(content, File.ReadAllText(KeyFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task However_the_line_ends_the_key_is_read(string end)
    {
        var opening = await _vault.Reopen(() => File.WriteAllText(KeyFile, File.ReadAllText(KeyFile).TrimEnd() + end));

        Assert.IsType<Opening.Opened>(opening);
    }

    [Fact]
    public async Task Under_another_root_key_the_ring_does_not_authenticate()
    {
        var opening = await _vault.Reopen(() => OtherRootKey());

        Assert.Equal(SealReason.ForeignRingElement, Assert.IsType<Opening.Sealed>(opening).Reason);
    }

    [Fact]
    public async Task Under_another_root_key_and_without_a_ring_the_log_does_not_authenticate()
    {
        var opening = await _vault.Reopen(() =>
        {
            OtherRootKey();
            Array.ForEach(Directory.GetFiles(_vault.Instance.Folders.Ring), File.Delete);
        });

        Assert.Equal(SealReason.LogDamaged, Assert.IsType<Opening.Sealed>(opening).Reason);
    }

    [Fact]
    public void A_root_key_is_never_overwritten()
    {
        var before = File.ReadAllText(KeyFile);

        Assert.Throws<IOException>(() => new RootKeyFile(KeyFile).Create());

        Assert.Equal(before, File.ReadAllText(KeyFile));
    }

    [Fact]
    public async Task Two_vaults_share_no_key()
    {
        await using var other = await TestVault.Founded();

        Assert.NotEqual(File.ReadAllText(KeyFile), File.ReadAllText(other.Instance.Folders.RootKeyFile));
        Assert.Empty(_vault.Instance.Ring.KeyIds.Intersect(other.Instance.Ring.KeyIds));
        Assert.NotEqual(_vault.Instance.Log.Vault, other.Instance.Log.Vault);
        Assert.NotEqual(_vault.Instance.RootKey.Mac("p", []), other.Instance.RootKey.Mac("p", []));
    }

    [Fact]
    public void Each_purpose_has_a_key_of_its_own_derived_as_RFC_5869_says()
    {
        var bytes = RandomNumberGenerator.GetBytes(RootKey.Length);
        var key = RootKey.From(bytes);
        string[] purposes = ["secrets-ring/1", "log-head/1", "fingerprint/1", "recovery-code/1"];

        Assert.All(
            purposes,
            p =>
                Assert.Equal(
                    HKDF.DeriveKey(
                        HashAlgorithmName.SHA256,
                        bytes,
                        32,
                        info: Encoding.UTF8.GetBytes("credential-vault/" + p)
                    ),
                    key.Derive(p)
                )
        );
        Assert.Equal(purposes.Length, purposes.Select(p => Convert.ToHexString(key.Derive(p))).Distinct().Count());
        Assert.Equal(HMACSHA256.HashData(key.Derive("p"), "m"u8), key.Mac("p", "m"u8));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_root_key_has_32_bytes(int length) =>
        Assert.Throws<ArgumentException>(() => RootKey.From(new byte[length]));

    private void OtherRootKey()
    {
        File.Delete(KeyFile);
        new RootKeyFile(KeyFile).Create();
    }
}
