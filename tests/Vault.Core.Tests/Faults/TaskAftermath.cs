using Vault.Core.Audit;
using Vault.Core.Checks;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.TestKit;
using Vault.TestKit.Faults;
using Xunit;

namespace Vault.Core.Tests.Faults;

/// <summary>What has to hold of a vault whose process was killed in the midst of a task, and at the end of the task.</summary>
internal static class TaskAftermath
{
    /// <param name="said">What pages had told their readers before.</param>
    public static async Task Look(string root, string name, IReadOnlyList<string> said, string at)
    {
        var task = FaultTask.At(root, name, _ => { });
        var vault = task.Office.Vault;
        await AssertSound(vault, at);
        WasLogged(said, vault, at);
        if (task is RotationTask rotation)
            await CanBeRead(rotation, at);
        await task.Finish();
        await AssertSound(vault, at);
        await AssertDone(task, at);
        await vault.Leave();
    }

    /// <summary>Everything that <c>check</c> looks at, and one value in use and one custodian wherever there is to be one.</summary>
    private static async Task AssertSound(TestVault vault, string at)
    {
        var report = await new Check(vault.Instance).Run();
        // What people of the office sign in with is made up.
        var findings = report.Lines.SelectMany(l => l.Findings).Where(f => f.Kind != FindingKind.SignInDoesNotOpen);
        Assert.True(!findings.Any(), $"{at}: {string.Join("; ", findings)}");
        Assert.False(vault.Log().Exists(l => l.Event is TamperingDetected), at);
        using var db = vault.Read();
        var components = db.Set<SecretVersion>().AsEnumerable().GroupBy(v => (v.Account, v.Component));
        foreach (var component in components)
            Assert.True(component.Count(v => v.State == VersionState.Current) == 1, $"{at}: not one in use");
        var duties = db.Set<Appointment>().AsEnumerable().Where(a => a.IsCustodianHimself).GroupBy(a => a.Account);
        foreach (var account in duties)
            Assert.True(account.Count(a => a.IsLive(vault.Clock.Now)) == 1, $"{at}: not one custodian");
    }

    /// <summary>Nothing was told before its line was durable.</summary>
    private static void WasLogged(IReadOnlyList<string> said, TestVault vault, string at)
    {
        var logged = vault.Log().CountBy(l => l.Event.GetType().Name).ToDictionary();
        foreach (var (kind, times) in said.CountBy(s => s))
            Assert.True(times <= logged.GetValueOrDefault(kind), $"{at}: {kind} was told, and is not in the log");
    }

    /// <summary>
    /// What the platform lets in with is shown to Zhang, who changes it, and to Li as well unless Zhang has just put it
    /// there and not yet said so.
    /// </summary>
    private static async Task CanBeRead(RotationTask task, string at)
    {
        var (office, there) = (task.Office, task.Platform.Password);
        var versions = task.Versions();
        var pending = versions.Find(v => v.State == VersionState.Pending);
        // He typed it there and is about to type it here: it is on his mind.
        if (pending is null && there == RotationTask.TypedBy(versions.Count + 1))
            return;
        var his = await Shown(task, office.Zhang);
        Assert.True(his.ContainsValue(there), $"{at}: what the platform has is shown to nobody");
        if (pending is { AppliedAt: null } && his[WhichVersion.Pending] == there)
            return;
        var hers = await Shown(task, office.Li);
        Assert.True(hers.ContainsValue(there), $"{at}: what the platform has is shown to him alone");
    }

    private static async Task<Dictionary<WhichVersion, string>> Shown(RotationTask task, Person by)
    {
        var shown = new Dictionary<WhichVersion, string>();
        foreach (var which in Enum.GetValues<WhichVersion>())
        {
            if (await task.Reveal(by, which) is { } value)
                shown[which] = value;
        }
        await task.GiveBack(by);
        return shown;
    }

    private static async Task AssertDone(FaultTask task, string at)
    {
        if (task is HandoverTask handover)
        {
            Assert.True(handover.States() is [PartState.Closed, PartState.Closed], at);
            return;
        }
        var rotation = (RotationTask)task;
        var states = rotation.Versions().Select(v => v.State);
        VersionState[] expected =
        [
            VersionState.Retired,
            VersionState.Retired,
            VersionState.Retired,
            VersionState.Retired,
            VersionState.Retired,
            VersionState.Current,
        ];
        Assert.True(states.SequenceEqual(expected), $"{at}: {string.Join(' ', states)}");
        var current = await rotation.Reveal(rotation.Office.Zhang, WhichVersion.Current);
        Assert.True(current == rotation.Platform.Password, $"{at}: what is in use does not open the platform");
    }
}
