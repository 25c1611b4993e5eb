namespace Vault.Web.Demo;

/// <summary>
/// Tells the time of the story while a demo vault is made: it is turned from scene to scene, never back and never past
/// the present. Timers run in real time.
/// </summary>
internal sealed class DemoClock(DateTimeOffset start, DateTimeOffset present) : TimeProvider
{
    private long _told = start.ToUnixTimeMilliseconds();

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Interlocked.Read(ref _told));

    /// <exception cref="InvalidOperationException">The story would go back in time, or tell the future.</exception>
    public void Turn(DateTimeOffset to)
    {
        if (to < GetUtcNow() || to > present)
            throw new InvalidOperationException($"The story cannot go from {GetUtcNow():u} to {to:u}.");
        Interlocked.Exchange(ref _told, to.ToUnixTimeMilliseconds());
    }

    public void Pass(TimeSpan time) => Turn(GetUtcNow() + time);
}
