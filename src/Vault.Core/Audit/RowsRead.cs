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

    /// <summary>The version of the attestations at which all of it held.</summary>
    private long _heldAt = Never;

    private const long Never = -1;

    internal RowsRead(Attestations attestations) => _disturbances = attestations.Disturbances;

    internal void Saw(RowKey row, byte[] hash) => Add(_rows, (row, hash));

    internal void SawNone(RowKey row) => Add(_rows, (row, null));

    internal void SawAll(string table, Guid owner, IReadOnlySet<string> ids) => Add(_sets, (table, owner, ids));

    /// <summary>Takes over what another reading saw, which sees nothing more.</summary>
    internal void Include(RowsRead other) => Add(_others, other);

    internal bool StillHold(Attestations attestations)
    {
        if (_disturbances != attestations.Disturbances)
            return false;
        // Taken before the rows are looked at: what changes meanwhile has them looked at again.
        var version = attestations.Version;
        if (Volatile.Read(ref _heldAt) == version)
            return true;
        if (!Hold(attestations))
            return false;
        Volatile.Write(ref _heldAt, version);
        return true;
    }

    private void Add<T>(List<T> list, T seen)
    {
        list.Add(seen);
        Volatile.Write(ref _heldAt, Never);
    }

    private bool Hold(Attestations attestations)
    {
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
