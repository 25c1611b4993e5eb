using Vault.Core.Witnesses;
using Xunit;

namespace Vault.Core.Tests.Witnesses;

/// <summary>When a witness is told: after five minutes, after a hundred entries, never twice within ten seconds.</summary>
public sealed class WitnessProgressTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private readonly WitnessProgress _progress = new(new Silent(), 10);

    [Fact]
    public void A_witness_that_has_seen_everything_is_left_alone() =>
        Assert.False(_progress.IsDue(10, Start + TimeSpan.FromDays(1)));

    [Theory]
    [InlineData(299, false)]
    [InlineData(300, true)]
    public void An_entry_waits_five_minutes_at_most(int seconds, bool isDue)
    {
        Assert.False(_progress.IsDue(11, Start));
        Assert.Equal(isDue, _progress.IsDue(11, Start + TimeSpan.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData(109, false)]
    [InlineData(110, true)]
    public void A_hundred_entries_do_not_wait(long size, bool isDue) =>
        Assert.Equal(isDue, _progress.IsDue(size, Start));

    [Theory]
    [InlineData(9_999, false)]
    [InlineData(10_000, true)]
    public void Not_more_often_than_every_ten_seconds(int milliseconds, bool isDue)
    {
        Assert.True(_progress.IsDue(200, Start));
        _progress.Told(200, Start);
        Assert.Equal(isDue, _progress.IsDue(900, Start + TimeSpan.FromMilliseconds(milliseconds)));
    }

    [Fact]
    public void One_that_failed_is_asked_again_after_ten_seconds_and_is_known_to_fail()
    {
        Assert.True(_progress.IsDue(110, Start));
        _progress.Told(null, Start);
        Assert.True(_progress.State(110, Start).IsFailing);
        Assert.False(_progress.IsDue(110, Start + TimeSpan.FromSeconds(9)));
        Assert.True(_progress.IsDue(110, Start + TimeSpan.FromSeconds(10)));
        _progress.Told(110, Start + TimeSpan.FromSeconds(10));
        Assert.Equal(
            new WitnessState("silent", 110, Start + TimeSpan.FromSeconds(10), null, false),
            _progress.State(110, Start + TimeSpan.FromSeconds(11))
        );
    }

    [Fact]
    public void It_is_behind_since_the_first_entry_it_has_not_seen()
    {
        Assert.Null(_progress.State(10, Start).BehindSince);
        Assert.Equal(Start, _progress.State(11, Start).BehindSince);
        Assert.Equal(Start, _progress.State(19, Start + TimeSpan.FromMinutes(2)).BehindSince);
    }

    private sealed class Silent : IWitness
    {
        public string Name => "silent";

        public Task Take(string note, CancellationToken cancellation) => Task.CompletedTask;
    }
}
