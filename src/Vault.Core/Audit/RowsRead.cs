namespace Vault.Core.Audit;

/// <summary>What a decision read has changed since; it has to be made again from the rows as they are now.</summary>
public sealed class StaleReadException() : Exception("What was read has changed since.");

/// <summary>
/// The rows with power that a reader saw, and the sets it saw whole. A command that carries them along decides outside
/// the writer and is re-checked inside it without reading again: if the log still attests every one of them in the same
/// form, the decision still holds.
/// </summary>
public sealed class RowsRead
{
    private readonly List<(RowKey Row, byte[]? Hash)> _rows = [];
    private readonly List<(string Table, Guid Owner, IReadOnlySet<string> Ids)> _sets = [];

    internal void Saw(RowKey row, byte[] hash) => _rows.Add((row, hash));

    internal void SawNone(RowKey row) => _rows.Add((row, null));

    internal void SawAll(string table, Guid owner, IReadOnlySet<string> ids) => _sets.Add((table, owner, ids));

    internal bool StillHold(Attestations attestations) =>
        _rows.TrueForAll(r => attestations.IsNow(r.Row, r.Hash))
        && _sets.TrueForAll(s => attestations.IsAll(s.Table, s.Owner, s.Ids));
}
