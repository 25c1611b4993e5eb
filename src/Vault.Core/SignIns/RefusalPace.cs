namespace Vault.Core.SignIns;

/// <summary>
/// A refused sign-in is answered no sooner than <see cref="Floor"/> after it began, so that the time it took does not
/// tell which of its steps were reached. A second is more than any of them takes on an idle machine.
/// </summary>
public sealed class RefusalPace
{
    public TimeSpan Floor { get; init; } = TimeSpan.FromSeconds(1);

    internal async Task Keep(long begun, TimeProvider clock)
    {
        // A timer counts whole, coarse milliseconds and may fire a few of them early.
        while (Floor - clock.GetElapsedTime(begun) is { Ticks: > 0 } left)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), clock);
    }
}
