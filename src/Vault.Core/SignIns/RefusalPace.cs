namespace Vault.Core.SignIns;

/// <summary>
/// A refused sign-in is answered a whole number of <see cref="Floor"/>s after it began, at least one, so that the time
/// it took does not tell which of its steps were reached: on an idle machine none takes a second, and on one under load
/// what differs by some commits mostly falls into the same second.
/// </summary>
public sealed class RefusalPace
{
    public TimeSpan Floor { get; init; } = TimeSpan.FromSeconds(1);

    internal async Task Keep(long begun, TimeProvider clock)
    {
        if (Floor == TimeSpan.Zero)
            return;
        var taken = clock.GetElapsedTime(begun);
        var until = Floor * Math.Max(1, Math.Ceiling(taken / Floor));
        // A timer counts whole, coarse milliseconds and may fire a few of them early.
        while (until - clock.GetElapsedTime(begun) is { Ticks: > 0 } left)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), clock);
    }
}
