using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>
/// A process killed at a random moment (R47, R72): what was shown is in the log, the log has no gap, state and log agree.
/// As many rounds as the environment variable VAULT_KILLS says, 20 if it says nothing.
/// </summary>
public sealed class KilledProcessTests
{
    private static int Rounds { get; } =
        int.TryParse(
            Environment.GetEnvironmentVariable("VAULT_KILLS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var rounds
        )
            ? rounds
            : 20;

    [Fact]
    public async Task Whenever_the_process_is_killed_everything_it_showed_is_in_the_log()
    {
        var scene = await CustodyScene.Set();
        await scene.Vault.LiftUses();
        await scene.Vault.Leave();
        var shown = 0;
        for (var round = 0; round < Rounds; round++)
        {
            IReadOnlyList<string> said;
            using (var process = FaultHostProcess.Start(scene.Vault.Root, hands: 16))
            {
                await process.Until(s => s.Count > 20);
                await Task.Delay(Random.Shared.Next(0, 300));
                said = await process.Kill();
            }
            shown += said.Count(s => s.StartsWith("revealed", StringComparison.Ordinal));

            var opened = TestVault.At(scene.Vault.Root);
            var log = opened.Log();
            AllIsInTheLog(said, log);
            Assert.True(shown <= log.Count(l => l.Event is SecretRevealed));
            AssertSound(opened, log);
            await opened.Leave();
        }
        Directory.Delete(scene.Vault.Root, recursive: true);
    }

    internal static void AllIsInTheLog(IReadOnlyList<string> said, List<LeafContent> log)
    {
        foreach (var line in said.Select(s => s.Split(' ')).Where(s => s.Length == 2))
        {
            var number = int.Parse(line[1], CultureInfo.InvariantCulture);
            if (line[0] == "revealed")
                Assert.IsType<SecretRevealed>(log[number].Event);
            else if (line[0] == "verified")
                Assert.Contains(log, l => l.Event is SecretVerified verified && verified.Version == number);
            else
                Assert.Contains(log, l => l.Event is SecretDeposited deposited && deposited.Version == number);
        }
    }

    /// <summary>Opening has verified the log already; rows, versions and ciphertexts must agree with it.</summary>
    internal static void AssertSound(TestVault vault, List<LeafContent> log)
    {
        Assert.Empty(new RowCheck(vault.Instance.Store, vault.Instance.Log.Attestations).Compare());
        Assert.DoesNotContain(log, l => l.Event is TamperingDetected);
        Assert.Equal(Enumerable.Range(0, log.Count).Select(i => (long)i), log.Select(l => l.Sequence));
        using var db = vault.Read();
        var versions = db.Set<SecretVersion>().ToList();
        Assert.Single(versions, v => v.State == VersionState.Current);
        Assert.All(versions, v => Assert.True(vault.Sealer.Probe(v.Sealed!)));
        Assert.Equal(versions.Count, log.Count(l => l.Event is SecretDeposited));
        Assert.Equal("ok", db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").AsEnumerable().Single());
    }
}
