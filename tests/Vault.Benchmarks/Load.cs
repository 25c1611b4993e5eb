using System.Diagnostics;

namespace Vault.Benchmarks;

/// <summary>Callers that ask again as soon as they are answered, in runs of a given length.</summary>
internal sealed class Load(TimeSpan length)
{
    private const int Runs = 3;

    /// <summary>The same in runs of a fraction of the length.</summary>
    public Load Shorter(int times) => new(length / times);

    /// <summary>Times a second in the median of three runs, after a shorter one to warm up.</summary>
    /// <param name="callerOf">What the caller with this number does, again and again.</param>
    public async Task<double> PerSecond(int callers, Func<int, Func<Task>> callerOf) =>
        (await Measure(callers, callerOf)).PerSecond;

    /// <summary>The same, and the milliseconds of processor time that each cost the whole process, callers included.</summary>
    public async Task<(double PerSecond, double Cost)> Measure(int callers, Func<int, Func<Task>> callerOf)
    {
        await Run(callers, callerOf, length / 4);
        var runs = new List<(double PerSecond, double Cost)>();
        for (var run = 0; run < Runs; run++)
            runs.Add(await Run(callers, callerOf, length));
        return (
            runs.Select(r => r.PerSecond).Order().ElementAt(Runs / 2),
            runs.Select(r => r.Cost).Order().ElementAt(Runs / 2)
        );
    }

    private static async Task<(double PerSecond, double Cost)> Run(
        int callers,
        Func<int, Func<Task>> callerOf,
        TimeSpan length
    )
    {
        var (since, spent) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, callers)
                .Select(number =>
                    Task.Run(async () =>
                    {
                        var act = callerOf(number);
                        var count = 0;
                        for (; Stopwatch.GetElapsedTime(since) < length; count++)
                            await act();
                        return count;
                    })
                )
        );
        var count = counts.Sum();
        return (
            count / Stopwatch.GetElapsedTime(since).TotalSeconds,
            (Environment.CpuUsage.TotalTime - spent).TotalMilliseconds / count
        );
    }
}
