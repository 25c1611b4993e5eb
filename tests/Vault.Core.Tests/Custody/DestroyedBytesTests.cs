using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Tests.Rotations;
using Vault.TestKit;
using Vault.TestKit.Canaries;
using Xunit;

namespace Vault.Core.Tests.Custody;

/// <summary>
/// What was destroyed stands in no file of the vault: neither in the pages it was in, nor in those they were before in the
/// write-ahead log, be it as it is, in hex or in base64; nor does its value in any encoding.
/// </summary>
public sealed class DestroyedBytesTests : IAsyncLifetime
{
    /// <summary>So many that the rows fill pages, move between them and leave their old places.</summary>
    private const int Changes = 40;

    private RotationScene _scene = null!;

    public async Task InitializeAsync()
    {
        _scene = await RotationScene.Set();
        for (var i = 0; i < Changes; i++)
        {
            RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, Value(i)));
            RotationScene.Done(await _scene.Verify(_scene.Leader));
        }
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Its_ciphertext_and_its_value_are_in_no_file_any_more()
    {
        var ciphertexts = Retired();
        Assert.Equal(Changes, ciphertexts.Count);
        Assert.All(Found(ciphertexts), found => Assert.NotEmpty(found));

        await Destroy();

        Assert.All(Found(ciphertexts), found => Assert.Empty(found));
        Assert.All(Found([.. Enumerable.Range(0, Changes).Select(i => new Needle(Value(i)))]), Assert.Empty);
        Assert.NotEmpty(Found([Needle.Of(_scene.Current()!.Sealed!.Ciphertext)])[0]);
    }

    [Fact]
    public async Task While_somebody_still_reads_what_was_before_it_waits_for_him_and_goes_then()
    {
        var ciphertexts = Retired();
        using (var reader = _scene.Vault.Read())
        {
            await using var reading = await reader.Database.BeginTransactionAsync();
            _ = await reader.Set<SecretVersion>().CountAsync();

            await Destroy();

            Assert.Contains(Found(ciphertexts), found => found.Count > 0);
        }
        var since = Stopwatch.StartNew();
        while (Found(ciphertexts).Any(found => found.Count > 0) && since.Elapsed < TimeSpan.FromSeconds(20))
            await Task.Delay(100);
        Assert.All(Found(ciphertexts), found => Assert.Empty(found));
    }

    [Fact]
    public async Task What_a_process_left_in_its_journal_goes_with_the_first_line_of_the_next_one()
    {
        var ciphertexts = Retired();
        // As a killed process leaves them: the files as they are while the vault is open, the old pages in the journal.
        var left = Directory.CreateTempSubdirectory("vault-left-").FullName;
        using (var reader = _scene.Vault.Read())
        {
            await using var reading = await reader.Database.BeginTransactionAsync();
            _ = await reader.Set<SecretVersion>().CountAsync();
            await Destroy();
            Copy(_scene.Vault.Root, left);
        }
        Assert.Contains(Found(ciphertexts, left), found => found.Count > 0);

        await using var next = TestVault.At(left);
        await next.AddPerson("anybody", "某人");

        Assert.All(Found(ciphertexts, left), found => Assert.Empty(found));
    }

    private List<Needle> Retired() =>
        [.. _scene.Versions().Where(v => v.State == VersionState.Retired).Select(v => Needle.Of(v.Sealed!.Ciphertext))];

    /// <summary>Where each is found.</summary>
    private IReadOnlyList<IReadOnlyList<string>> Found(IReadOnlyList<Needle> needles, string? root = null)
    {
        var files = Haystacks.Under(root ?? _scene.Vault.Root, "vault").ToList();
        Assert.Contains(files, f => f.IsDatabase);
        return [.. needles.Select(n => files.SelectMany(f => n.In(f).Select(dress => $"{f.Name}: {dress}")).ToList())];
    }

    private async Task Destroy()
    {
        var (session, actor) = await _scene.SignedIn(_scene.Zhang);
        var proof = await _scene.Vault.Prove(session, actor, _scene.Account.Value, ProofPurpose.Destroy);
        var destroy = _scene.Vault.Get<DestroyRetired>();
        var outcome = await destroy.Run(actor, proof, _scene.Account, Component.Password);
        Assert.Equal(Changes, Assert.IsType<DestroyOutcome.Destroyed>(outcome).Count);
    }

    private static string Value(int i) => $"CanaryDestroyed{i:D4}";

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        var files = Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories);
        // The lock is held, and is empty.
        foreach (var file in files.Where(f => Path.GetExtension(f) != ".lock"))
            File.WriteAllBytes(Path.Combine(to, Path.GetRelativePath(from, file)), Haystacks.Read(file));
    }
}
