namespace Vault.TestKit;

/// <summary>A clock that stands until it is turned.</summary>
public sealed class TestClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)).UtcTicks;

    public DateTimeOffset Now => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public void Turn(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
