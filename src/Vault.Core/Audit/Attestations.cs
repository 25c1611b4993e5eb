using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Vault.Core.Audit;

/// <summary>A row differs from what the log attests, is missing, or was never written by the vault.</summary>
public sealed class TamperedRowException(RowKey row, TamperKind how)
    : Exception($"Row {row.Id} of {row.Table} is not the one the log attests: {how}.")
{
    public RowKey Row => row;

    public TamperKind How => how;
}

public enum TamperKind
{
    /// <summary>The row's content is not what the newest leaf says.</summary>
    Differs,

    /// <summary>The log knows the row, the database does not have it.</summary>
    Missing,

    /// <summary>The database has a row that no leaf ever wrote.</summary>
    Unknown,
}

/// <summary>
/// Row → hash as the verified leaves say it, in memory, so that the database cannot vouch for itself. Readers may be a
/// moment behind the writer: a row is also accepted in the form it had at any time since the reader began.
/// </summary>
public sealed class Attestations
{
    private readonly ConcurrentDictionary<RowKey, Attested> _rows = new();
    private readonly ConcurrentDictionary<(string Table, Guid Owner), ConcurrentDictionary<RowKey, byte>> _owned =
        new();
    private readonly ConcurrentDictionary<RowKey, RowChange> _staged = new();

    /// <summary>Raised once for each row and form refused; the writer answers by logging an alarm.</summary>
    public Action<TamperedRowException>? Refused { get; set; }

    public int Count => _rows.Count;

    /// <summary>A reader's beginning, to be handed back to <see cref="Check"/> and <see cref="CheckComplete"/>.</summary>
    public static long Beginning() => Stopwatch.GetTimestamp();

    /// <summary>Refuses a row that is not the attested one.</summary>
    /// <exception cref="TamperedRowException">The row differs from the log or is unknown to it.</exception>
    public void Check(RowKey row, byte[] hash, long since)
    {
        if (_staged.TryGetValue(row, out var staged) && Same(staged.Hash, hash))
            return;
        if (!_rows.TryGetValue(row, out var attested))
            throw Refuse(row, TamperKind.Unknown);
        for (var form = attested; form is not null; form = form.Before)
        {
            if (Same(form.Hash, hash) && (form.Until is not { } until || until >= since))
                return;
        }
        throw Refuse(row, TamperKind.Differs);
    }

    /// <summary>Refuses a set of rows from which one that the log knows is missing.</summary>
    /// <exception cref="TamperedRowException">A row of this owner was removed.</exception>
    public void CheckComplete(string table, Guid owner, IReadOnlySet<string> present, long since)
    {
        if (!_owned.TryGetValue((table, owner), out var known))
            return;
        foreach (var row in known.Keys)
        {
            if (!present.Contains(row.Id) && _rows[row].First < since)
                throw Refuse(row, TamperKind.Missing);
        }
    }

    /// <summary>Refuses the absence of a row that the log knows.</summary>
    /// <exception cref="TamperedRowException">The row was removed.</exception>
    public void CheckAbsent(RowKey row, long since)
    {
        if (_rows.TryGetValue(row, out var known) && known.First < since)
            throw Refuse(row, TamperKind.Missing);
    }

    /// <summary>Whether the log knows the row at all.</summary>
    public bool Knows(RowKey row) => _rows.ContainsKey(row);

    /// <summary>Every row of a table that the log knows.</summary>
    public IEnumerable<RowKey> RowsOf(string table) => _rows.Keys.Where(k => k.Table == table);

    /// <summary>For the writer: whether the row has this form (null: does not exist) now, earlier commands of the batch included.</summary>
    internal bool IsNow(RowKey row, byte[]? hash)
    {
        var now =
            _staged.TryGetValue(row, out var staged) ? staged.Hash
            : _rows.TryGetValue(row, out var attested) ? attested.Hash
            : null;
        return now is null ? hash is null : hash is not null && Same(now, hash);
    }

    /// <summary>For the writer: whether these are all rows of the owner now.</summary>
    internal bool IsAll(string table, Guid owner, IReadOnlySet<string> ids) =>
        (!_owned.TryGetValue((table, owner), out var known) || known.Keys.All(k => ids.Contains(k.Id)))
        && _staged.Values.All(r => r.Row.Table != table || r.Owner != owner || ids.Contains(r.Row.Id));

    /// <summary>Rows about to be committed, which a quick reader may see before <see cref="Apply"/>.</summary>
    internal void Stage(IEnumerable<RowChange> rows)
    {
        foreach (var row in rows)
            _staged[row.Row] = row;
    }

    internal void Unstage() => _staged.Clear();

    /// <summary>Takes over what a committed leaf says.</summary>
    internal void Apply(RowChange change)
    {
        var now = Beginning();
        _rows.AddOrUpdate(
            change.Row,
            _ => new Attested(change.Hash, now, null, null),
            (_, old) => new Attested(change.Hash, old.First, null, old.Ended(now))
        );
        if (change.Owner != Guid.Empty)
            _owned.GetOrAdd((change.Row.Table, change.Owner), _ => new()).TryAdd(change.Row, 0);
    }

    internal TamperedRowException Refuse(RowKey row, TamperKind how)
    {
        var refusal = new TamperedRowException(row, how);
        Refused?.Invoke(refusal);
        return refusal;
    }

    private static bool Same(byte[] a, byte[] b) => CryptographicOperations.FixedTimeEquals(a, b);

    /// <param name="First">When the log first knew the row.</param>
    /// <param name="Until">When this form was replaced; null while it is the valid one.</param>
    /// <param name="Before">The form before; kept for a minute, for readers that began earlier.</param>
    private sealed record Attested(byte[] Hash, long First, long? Until, Attested? Before)
    {
        public Attested Ended(long now) =>
            this with
            {
                Until = now,
                Before =
                    Before?.Until is { } until && Stopwatch.GetElapsedTime(until, now) < TimeSpan.FromMinutes(1)
                        ? Before
                        : null,
            };
    }
}
