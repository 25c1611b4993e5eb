using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>
/// Counts what callers were refused who had not signed in. They go into the log as one line a minute, so that nobody
/// fills the disk with them.
/// </summary>
public sealed class AnonymousRefusals(VaultInstance vault)
{
    private readonly Lock _gate = new();
    private int _count;
    private DateTimeOffset _since;

    public void Add()
    {
        lock (_gate)
        {
            if (_count++ == 0)
                _since = vault.Clock.StampNow();
        }
    }

    /// <summary>Writes the line if there is anything to write.</summary>
    /// <exception cref="VaultUnavailableException">The log took no line; nothing is forgotten.</exception>
    public async Task WriteDown()
    {
        var (count, since) = Seen();
        // Nothing is written before the founding; who knocks until then is counted until then.
        if (count == 0 || vault.Log.Size == 0)
            return;
        await vault.Writer.Write(Actor.System, scope => scope.Append(new AnonymousRefusalsCounted(count, since)));
        lock (_gate)
        {
            _count -= count;
            _since = vault.Clock.StampNow();
        }
    }

    private (int Count, DateTimeOffset Since) Seen()
    {
        lock (_gate)
            return (_count, _since);
    }
}
