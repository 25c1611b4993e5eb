using System.Security.Cryptography;
using Vault.Core.Audit;
using Vault.Core.SignIns;
using Vault.Core.Witnesses;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Witnesses;

/// <summary>
/// A vault does not open as usual unless its log is what the witness file saw, with entries added: neither an older
/// database nor a cut, rewritten or unwitnessed one (rows 2 and 4 of the table in <c>Audit/README.md</c>).
/// </summary>
public sealed class OpeningAgainstWitnessTests : IAsyncLifetime
{
    private CustodyScene _scene = null!;

    private TestVault Vault => _scene.Vault;

    private string WitnessFile => Vault.Instance.Folders.WitnessFile;

    public async Task InitializeAsync() => _scene = await CustodyScene.Set();

    public async Task DisposeAsync() => await Vault.DisposeAsync();

    [Fact]
    public async Task An_untouched_vault_opens_and_has_been_witnessed_to_its_last_entry()
    {
        var size = Vault.Instance.Log.Size;
        Assert.IsType<Opening.Opened>(await Vault.Reopen());
        Assert.Equal(size, Vault.Instance.Witnessed.Witnessed!.Size);
        Assert.Equal(size, Vault.Instance.Witnesses.Status().Size);
    }

    [Fact]
    public async Task A_database_put_back_fifty_reveals_later_is_sealed_with_both_sizes()
    {
        await Vault.LiftUses();
        var copy = new DatabaseCopy(Vault);
        Assert.IsType<Opening.Opened>(await Vault.Reopen(copy.Take));
        var before = Vault.Instance.Log.Size;
        await _scene.SignInAgain();
        for (var i = 0; i < 50; i++)
            await RevealAnew();
        var after = Vault.Instance.Log.Size;
        var why = await Contradiction(copy.PutBack);
        Assert.Equal(WitnessVerdict.Shorter, why.Verdict);
        Assert.Equal((before, after), (why.FoundSize, why.Witnessed!.Size));
    }

    [Fact]
    public async Task A_database_put_back_that_has_grown_past_the_witness_is_another_log()
    {
        var copy = new DatabaseCopy(Vault);
        await Vault.Reopen(copy.Take);
        await _scene.SignInAgain();
        await RevealAnew();
        var witnessed = Vault.Instance.Log.Size;
        // Somebody with every key lets the old copy go on, without the witness, until it is longer.
        Assert.IsType<Opening.Opened>(
            await Vault.Reopen(() =>
            {
                copy.PutBack();
                File.Move(WitnessFile, WitnessFile + ".kept");
                File.WriteAllText(WitnessFile, Trimmed(File.ReadAllText(WitnessFile + ".kept"), witnessed));
            })
        );
        while (Vault.Instance.Log.Size <= witnessed)
            await Vault.Write(scope => scope.Append(new AnonymousRefusalsCounted(1, scope.Now)));
        var why = await Contradiction(() => File.Move(WitnessFile + ".kept", WitnessFile, overwrite: true));
        Assert.Equal(WitnessVerdict.Inconsistent, why.Verdict);
        Assert.Equal(witnessed, why.Witnessed!.Size);
    }

    [Fact]
    public async Task A_missing_witness_file_seals()
    {
        var why = await Contradiction(() => File.Delete(WitnessFile));
        Assert.Equal(WitnessVerdict.Missing, why.Verdict);
        Assert.Null(why.Witnessed);
    }

    [Fact]
    public async Task A_witness_file_without_a_checkpoint_of_this_vault_seals()
    {
        await using var other = await TestVault.Founded();
        await other.Leave();
        var why = await Contradiction(() =>
            File.Copy(other.Instance.Folders.WitnessFile, WitnessFile, overwrite: true)
        );
        Assert.Equal(WitnessVerdict.Unreadable, why.Verdict);
    }

    [Fact]
    public async Task A_checkpoint_that_another_key_signed_is_not_believed()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var forged = new Checkpoint(Vault.Instance.Signer.Origin, 1_000_000, new byte[32]).Sign(stranger);
        Assert.IsType<Opening.Opened>(await Vault.Reopen(() => File.AppendAllText(WitnessFile, "\n" + forged)));
    }

    [Fact]
    public async Task A_signing_key_that_is_missing_damaged_or_another_seals()
    {
        await using var other = await TestVault.Founded();
        var file = Vault.Instance.Folders.SigningKeyFile;
        var key = await File.ReadAllBytesAsync(file);
        Action[] attacks =
        [
            () => File.Delete(file),
            () => File.WriteAllBytes(file, key[..^1]),
            () => File.WriteAllBytes(file, [.. key[..^1], (byte)(key[^1] ^ 1)]),
            () => File.Copy(other.Instance.Folders.SigningKeyFile, file, overwrite: true),
        ];
        foreach (var attack in attacks)
        {
            var opening = Assert.IsType<Opening.Sealed>(await Vault.Reopen(attack));
            Assert.Equal(SealReason.SigningKeyMissing, opening.Reason);
            await File.WriteAllBytesAsync(file, key);
        }
        Assert.IsType<Opening.Opened>(await Vault.Reopen());
    }

    [Fact]
    public async Task Looking_only_finds_the_same_and_writes_nothing()
    {
        await Vault.Leave();
        var before = await File.ReadAllBytesAsync(WitnessFile);
        await using (TestVault.Opened(TestVault.Open(Vault.Root, Vault.Clock, lookOnly: true)))
        {
            // Opened and closed.
        }
        Assert.Equal(before, await File.ReadAllBytesAsync(WitnessFile));
        File.Delete(WitnessFile);
        var why = Assert.IsType<Opening.Contradicted>(TestVault.Open(Vault.Root, Vault.Clock, lookOnly: true));
        await why.Vault.DisposeAsync();
        Assert.False(File.Exists(WitnessFile));
    }

    private async Task RevealAnew() => Assert.Equal(CustodyScene.Canary, await _scene.RevealAndShow());

    private async Task<WitnessFinding> Contradiction(Action meanwhile)
    {
        var why = Assert.IsType<Opening.Contradicted>(await Vault.Reopen(meanwhile));
        await why.Vault.DisposeAsync();
        return why.Finding;
    }

    /// <summary>The witness file as it was before it saw this size.</summary>
    private static string Trimmed(string notes, long size)
    {
        var at = notes.IndexOf($"\n{size}\n", StringComparison.Ordinal);
        return notes[..notes.LastIndexOf("credential-vault/", at, StringComparison.Ordinal)];
    }
}
