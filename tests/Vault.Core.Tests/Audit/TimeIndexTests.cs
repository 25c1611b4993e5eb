using FsCheck;
using FsCheck.Fluent;
using Vault.Core.Audit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>The span handed to a reader leaves out no entry of its time, however the clock was set.</summary>
public sealed class TimeIndexTests
{
    [Fact]
    public void A_span_holds_every_entry_of_its_time()
    {
        var cases =
            from seed in Gen.Choose(0, int.MaxValue)
            from size in Gen.Choose(0, 5000)
            from ends in Gen.Two(Gen.Choose(-10, 6000))
            select (seed, size, From: Math.Min(ends.Item1, ends.Item2), Until: Math.Max(ends.Item1, ends.Item2));
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(cases.ToArbitrary(), c => Holds(c.seed, c.size, c.From, c.Until))
        );
    }

    private static bool Holds(int seed, int size, int from, int until)
    {
        var clock = new Random(seed);
        var times = new List<long>();
        var now = 0L;
        while (times.Count < size)
        {
            times.Add(now);
            now += clock.Next(200) == 0 ? clock.Next(-3000, 1000) : 1;
        }
        var index = new TimeIndex();
        times.ForEach(index.Add);

        var wanted = Enumerable.Range(0, size).Where(i => times[i] >= from && times[i] < until).ToList();

        if (index.Span(from, until) is not var (first, last))
            return wanted.Count == 0;
        return first >= 0 && last < size && wanted.TrueForAll(i => i >= first && i <= last);
    }

    [Fact]
    public void A_span_is_narrow_where_the_clock_ran_evenly()
    {
        var index = new TimeIndex();
        for (var at = 0; at < 100_000; at++)
            index.Add(at);

        Assert.Equal((50 * 1024, 51 * 1024 - 1), index.Span(51_300, 51_301));
        Assert.Equal((99_328, 99_999), index.Span(99_999, long.MaxValue));
        Assert.Null(index.Span(100_000, long.MaxValue));
        Assert.Null(new TimeIndex().Span(0, long.MaxValue));
    }
}
