using System.Globalization;
using Vault.Core.Tests.Audit;
using Vault.TestKit.Faults;
using Xunit;
using Xunit.Abstractions;

namespace Vault.Core.Tests.Faults;

/// <summary>
/// A process killed at a fault point of a rotation or a handover, once, or each time it starts again (R47, R72): the old
/// value, the new one or both can be read, and whoever comes afterwards goes on to the end. As many points, spread over all
/// there are, as the environment variable VAULT_KILLS says; a few if it says nothing.
/// </summary>
[Trait("R", "R72")]
public sealed class KilledTaskTests(ITestOutputHelper output)
{
    private const int Restarts = 3;

    private static int Kills { get; } =
        int.TryParse(
            Environment.GetEnvironmentVariable("VAULT_KILLS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var kills
        )
            ? kills
            : 4;

    [Theory]
    [InlineData(nameof(RotationTask))]
    [InlineData(nameof(HandoverTask))]
    public async Task Killed_at_any_point_it_is_sound_and_goes_on(string task)
    {
        using var start = new TaskFolder(await FaultTask.Prepare(task));
        var points = await Points(start, task);
        for (var point = 1; point <= points; point += Stride(points / Kills))
        {
            using var folder = start.Copy();
            var said = await FaultHostProcess.Run(folder.Root, task, point);
            Assert.DoesNotContain(said, IsDone);
            await TaskAftermath.Look(folder.Root, task, said, $"{task} at {point}");
        }
    }

    [Theory]
    [InlineData(nameof(RotationTask))]
    [InlineData(nameof(HandoverTask))]
    public async Task Killed_at_a_point_again_and_again_it_is_sound_and_goes_on(string task)
    {
        using var start = new TaskFolder(await FaultTask.Prepare(task));
        var points = await Points(start, task);
        // Close to the start there is most left to be killed in.
        for (var point = 5; point <= points; point += Stride(Restarts * points / Kills))
        {
            using var folder = start.Copy();
            var said = new List<string>();
            for (var restart = 0; restart < Restarts; restart++)
                said.AddRange(await FaultHostProcess.Run(folder.Root, task, point));
            // It may get through in the end.
            said.RemoveAll(IsDone);
            await TaskAftermath.Look(folder.Root, task, said, $"{task} at {point}, again and again");
        }
    }

    // Odd: before a commit and after it take turns.
    private static int Stride(int atLeast) => atLeast | 1;

    /// <summary>How many there are when nothing happens.</summary>
    private async Task<int> Points(TaskFolder start, string task)
    {
        using var folder = start.Copy();
        var said = await FaultHostProcess.Run(folder.Root, task, 0);
        var points = int.Parse(Assert.Single(said, IsDone).Split(' ')[1], CultureInfo.InvariantCulture);
        // Two for each commit of a dozen steps and more: they are counted.
        Assert.True(points > 50, $"{task} has {points} points");
        output.WriteLine($"{task} has {points} points");
        return points;
    }

    private static bool IsDone(string said) => said.StartsWith("done ", StringComparison.Ordinal);

    private sealed class TaskFolder(string root) : IDisposable
    {
        public string Root => root;

        public TaskFolder Copy()
        {
            var copy = Directory.CreateTempSubdirectory("vault-killed-").FullName;
            foreach (var folder in Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories))
                Directory.CreateDirectory(In(folder));
            foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
                File.Copy(file, In(file));
            return new(copy);

            string In(string path) => Path.Combine(copy, Path.GetRelativePath(root, path));
        }

        public void Dispose() => Directory.Delete(root, recursive: true);
    }
}
