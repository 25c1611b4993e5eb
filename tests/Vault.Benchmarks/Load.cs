using System.Diagnostics;

namespace Vault.Benchmarks;

/// <summary>Callers that ask again as soon as they are answered, in runs of a given length.</summary>
internal sealed class Load(TimeSpan length)
{
    private const int Runs = 3;

    /// <summary>Times a second in the median of three runs, after a shorter one to warm up.</summary>
    /// <param name="callerOf">What the caller with this number does, again and again.</param>
    public async Task<double> PerSecond(int callers, Func<int, Func<Task>> callerOf)
    {
        await Run(callers, callerOf, length / 4);
        var rates = new List<double>();
        for (var run = 0; run < Runs; run++)
            rates.Add(await Run(callers, callerOf, length));
        return rates.Order().ElementAt(Runs / 2);
    }

    private static async Task<double> Run(int callers, Func<int, Func<Task>> callerOf, TimeSpan length)
    {
        var since = Stopwatch.GetTimestamp();
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
        return counts.Sum() / Stopwatch.GetElapsedTime(since).TotalSeconds;
    }
}
