using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>
/// A disk that fails for a while under a running process (R74): while it does, every answer is "unavailable"; afterwards
/// the same process shows secrets again, and everything it ever showed is in the log.
/// </summary>
public sealed class FailingDiskTests
{
    [NeedsTool("strace")]
    public Task When_the_disk_does_not_take_a_flush() =>
        Endures("inject=fsync,fdatasync:error=EIO:when=12..20", "trace=fsync,fdatasync");

    [NeedsTool("strace")]
    public Task When_the_disk_is_full() => Endures("inject=pwrite64:error=ENOSPC:when=60..90", "trace=pwrite64");

    [NeedsTool("strace")]
    public Task When_the_disk_fails_to_read_and_write() =>
        Endures("inject=pread64,pwrite64:error=EIO:when=400..430", "trace=pread64,pwrite64");

    private static async Task Endures(params string[] expressions)
    {
        var scene = await CustodyScene.Set();
        await scene.Vault.LiftUses();
        await scene.Vault.Leave();
        IReadOnlyList<string> said;
        string[] strace = [.. expressions.SelectMany(e => new[] { "-e", e })];
        using (var process = FaultHostProcess.StartOnFailingDisk(scene.Vault.Root, hands: 4, strace))
        {
            await process.Until(AvailableAgain);
            said = await process.Stop();
        }

        Assert.Equal("closed", said[^1]);
        var opened = TestVault.At(scene.Vault.Root);
        var log = opened.Log();
        KilledProcessTests.AllIsInTheLog(said, log);
        KilledProcessTests.AssertSound(opened, log);
        await opened.DisposeAsync();
    }

    private static bool AvailableAgain(IReadOnlyList<string> said)
    {
        var failed = said.ToList().LastIndexOf("unavailable");
        return failed >= 0 && said.Skip(failed).Count(s => s.StartsWith("revealed", StringComparison.Ordinal)) > 10;
    }
}
