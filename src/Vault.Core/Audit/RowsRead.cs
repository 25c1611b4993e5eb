namespace Vault.Core.Audit;

/// <summary>What a decision read has changed since; it has to be made again from the rows as they are now.</summary>
public sealed class StaleReadException() : Exception("What was read has changed since.");

/// <summary>
/// The rows with power that a reader saw, and the sets it saw whole. A command that carries them along decides outside
/// the writer and is re-checked inside it without reading again: if the log still attests every one of them in the same
/// form, and nobody but the vault has written the database since, the decision still holds.
/// </summary>
public sealed class RowsRead
{
    private readonly List<(RowKey Row, byte[]? Hash)> _rows = [];
    private readonly List<(string Table, Guid Owner, IReadOnlySet<string> Ids)> _sets = [];
    private readonly List<RowsRead> _others = [];
    private readonly int _disturbances;

    internal RowsRead(Attestations attestations) => _disturbances = attestations.Disturbances;

    internal void Saw(RowKey row, byte[] hash) => _rows.Add((row, hash));

    internal void SawNone(RowKey row) => _rows.Add((row, null));

    internal void SawAll(string table, Guid owner, IReadOnlySet<string> ids) => _sets.Add((table, owner, ids));

    /// <summary>Takes over what another reading saw, which sees nothing more.</summary>
    internal void Include(RowsRead other) => _others.Add(other);

    internal bool StillHold(Attestations attestations)
    {
        if (_disturbances != attestations.Disturbances)
            return false;
        foreach (var (row, hash) in _rows)
        {
            if (!attestations.IsNow(row, hash))
                return false;
        }
        foreach (var (table, owner, ids) in _sets)
        {
            if (!attestations.IsAll(table, owner, ids))
                return false;
        }
        return _others.TrueForAll(o => o.StillHold(attestations));
    }
}
