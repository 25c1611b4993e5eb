using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Vault.Core.Audit;

/// <summary>
/// What readings found, for as long as it would be found again: while the log attests every row they saw in the form they
/// saw, and nobody but the vault has written the database. The log is the authority on rows with power; the database
/// only keeps their columns.
/// </summary>
internal sealed class RememberedReadings(Attestations attestations)
{
    /// <summary>Readings kept at most; beyond it all are forgotten, and the next ones read again.</summary>
    internal const int Most = 4096;

    private readonly ConcurrentDictionary<object, (object? Found, RowsRead Rows)> _readings = new();

    public bool TryGet(object key, out object? found, [NotNullWhen(true)] out RowsRead? rows)
    {
        (found, rows) = _readings.TryGetValue(key, out var reading) ? reading : default;
        return rows?.StillHold(attestations) == true;
    }

    public void Keep(object key, object? found, RowsRead rows)
    {
        if (_readings.Count >= Most)
            _readings.Clear();
        _readings[key] = (found, rows);
    }
}
