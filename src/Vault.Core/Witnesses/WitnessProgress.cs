namespace Vault.Core.Witnesses;

/// <summary>What is known of one witness.</summary>
/// <param name="Size">Entries under the newest checkpoint it has.</param>
/// <param name="At">When it took it; null if that was before the vault was opened.</param>
/// <param name="BehindSince">Since when there are entries it has not seen; null if there are none.</param>
/// <param name="IsFailing">It did not take the last one.</param>
public sealed record WitnessState(
    string Name,
    long Size,
    DateTimeOffset? At,
    DateTimeOffset? BehindSince,
    bool IsFailing
);

/// <summary>How far one witness has followed, and when it is to be told again. Not safe for several threads.</summary>
internal sealed class WitnessProgress(IWitness witness, long known)
{
    /// <summary>An entry is witnessed after this time at the latest.</summary>
    public static readonly TimeSpan AtLatest = TimeSpan.FromMinutes(5);

    /// <summary>Not more often than this, however much happens.</summary>
    public static readonly TimeSpan NotBefore = TimeSpan.FromSeconds(10);

    /// <summary>So many entries do not wait for the time to pass.</summary>
    public const int Many = 100;

    private DateTimeOffset? _at;
    private DateTimeOffset? _behindSince;
    private DateTimeOffset? _tried;
    private bool _isFailing;

    public IWitness Witness => witness;

    public long Size { get; private set; } = known;

    public bool IsDue(long logSize, DateTimeOffset now)
    {
        Notice(logSize, now);
        if (_behindSince is not { } since || now - _tried < NotBefore)
            return false;
        return _isFailing || now - since >= AtLatest || logSize - Size >= Many;
    }

    /// <param name="taken">The size it took; null if it took nothing.</param>
    public void Told(long? taken, DateTimeOffset now)
    {
        _tried = now;
        _isFailing = taken is null;
        if (taken is not { } size)
            return;
        (Size, _at, _behindSince) = (size, now, null);
    }

    public WitnessState State(long logSize, DateTimeOffset now)
    {
        Notice(logSize, now);
        return new(witness.Name, Size, _at, _behindSince, _isFailing);
    }

    private void Notice(long logSize, DateTimeOffset now)
    {
        if (Size >= logSize)
            _behindSince = null;
        else
            _behindSince ??= now;
    }
}
