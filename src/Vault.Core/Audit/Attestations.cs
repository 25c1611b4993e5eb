using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Vault.Core.Audit;

/// <summary>
/// Row → hash as the verified leaves say it, in memory, so that the database cannot vouch for itself. Readers may be a
/// moment behind the writer: a row is also accepted in the form it had at any time since the reader began, for a minute.
/// </summary>
public sealed class Attestations
{
    private readonly ConcurrentDictionary<string, AttestedTable> _tables = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<RowKey, RowChange> _staged = new();

    private int _disturbances;
    private long _version;

    public Attestations() => Readings = new(this);

    internal TamperAlarms Alarms { get; } = new();

    internal RememberedReadings Readings { get; }

    /// <summary>How often somebody else has written the database, or may have: nothing read before counts after.</summary>
    internal int Disturbances => Volatile.Read(ref _disturbances);

    /// <summary>Changes with every row that is staged, attested, or staged no longer: while it stands, so does <see cref="IsNow"/>.</summary>
    internal long Version => Volatile.Read(ref _version);

    /// <summary>Rows the log knows.</summary>
    public int Count => _tables.Values.Sum(t => t.Rows.Count);

    /// <summary>A reader's beginning, to be handed back to <see cref="Check"/> and <see cref="CheckComplete"/>.</summary>
    public static long Beginning() => Stopwatch.GetTimestamp();

    /// <summary>Refuses a row that is not the attested one.</summary>
    /// <exception cref="TamperedRowException">The row differs from the log or is unknown to it.</exception>
    public void Check(RowKey row, byte[] hash, long since)
    {
        if (Judge(row, hash, since) is { } how)
            throw Refuse(row, how, hash);
    }

    /// <summary>Refuses a set of rows from which one that the log knows is missing.</summary>
    /// <exception cref="TamperedRowException">A row of this owner was removed.</exception>
    public void CheckComplete(string table, Guid owner, IReadOnlySet<string> present, long since)
    {
        if (!Table(table).Owned.TryGetValue(owner, out var known))
            return;
        foreach (var (id, joined) in known)
        {
            if (joined >= since || present.Contains(id))
                continue;
            var row = new RowKey(table, id);
            // A row that is just passing to another owner is not missed by the former one.
            if (!_staged.TryGetValue(row, out var staged) || staged.Owner == owner)
                throw Refuse(row, TamperKind.Missing);
        }
    }

    /// <summary>Refuses the absence of a row that the log knows.</summary>
    /// <exception cref="TamperedRowException">The row was removed.</exception>
    public void CheckAbsent(RowKey row, long since)
    {
        if (IsMissed(row, since))
            throw Refuse(row, TamperKind.Missing);
    }

    /// <summary>Whether the log knows the row at all.</summary>
    public bool Knows(RowKey row) => Table(row.Table).Rows.ContainsKey(row.Id);

    /// <summary>Every row of a table that the log knows.</summary>
    public IEnumerable<RowKey> RowsOf(string table) => Table(table).Rows.Select(r => new RowKey(table, r.Key));

    /// <summary>Null if the row is the attested one, or was at any time since <paramref name="since"/>.</summary>
    internal TamperKind? Judge(RowKey row, byte[] hash, long since)
    {
        if (_staged.TryGetValue(row, out var staged) && Same(staged.Hash, hash))
            return null;
        if (!Table(row.Table).Rows.TryGetValue(row.Id, out var attested))
            return TamperKind.Unknown;
        return attested.Had(hash, since) ? null : TamperKind.Differs;
    }

    /// <summary>Whether a reader that began then and did not find the row should have found it.</summary>
    internal bool IsMissed(RowKey row, long since) =>
        Table(row.Table).Rows.TryGetValue(row.Id, out var known) && known.Since < since;

    /// <summary>For the writer: whether the row has this form (null: does not exist) now, earlier commands of the batch included.</summary>
    internal bool IsNow(RowKey row, byte[]? hash)
    {
        var now =
            _staged.TryGetValue(row, out var staged) ? staged.Hash
            : Table(row.Table).Rows.TryGetValue(row.Id, out var attested) ? attested.Hash
            : null;
        return now is null ? hash is null : hash is not null && Same(now, hash);
    }

    /// <summary>For the writer: whether these are all rows of the owner now.</summary>
    internal bool IsAll(string table, Guid owner, IReadOnlySet<string> ids)
    {
        // The dictionaries are enumerated as they are: their Keys and Values would lock and copy them.
        if (Table(table).Owned.TryGetValue(owner, out var known))
        {
            foreach (var row in known)
            {
                if (!ids.Contains(row.Key))
                    return false;
            }
        }
        foreach (var (row, change) in _staged)
        {
            if (row.Table == table && change.Owner == owner && !ids.Contains(row.Id))
                return false;
        }
        return true;
    }

    internal void Disturbed() => Interlocked.Increment(ref _disturbances);

    /// <summary>Rows about to be committed, which a quick reader may see before <see cref="Apply"/>.</summary>
    internal void Stage(IEnumerable<RowChange> rows)
    {
        foreach (var row in rows)
        {
            _staged[row.Row] = row;
            Interlocked.Increment(ref _version);
        }
    }

    internal void Unstage()
    {
        _staged.Clear();
        Interlocked.Increment(ref _version);
    }

    /// <summary>
    /// For the writer, within one command: lets it read the rows it has just saved itself, and those that are missed
    /// because it has, until what is returned is called. Whether the command succeeds is not known yet.
    /// </summary>
    internal Action StageMeanwhile(IReadOnlyList<RowChange> rows)
    {
        var former = rows.Select(r => r.Row).Distinct().ToDictionary(r => r, r => _staged.GetValueOrDefault(r));
        Stage(rows);
        return () =>
        {
            foreach (var (row, staged) in former)
            {
                if (staged is null)
                    _staged.TryRemove(row, out _);
                else
                    _staged[row] = staged;
            }
            Interlocked.Increment(ref _version);
        };
    }

    /// <summary>Takes over what a committed leaf says. By one thread at a time.</summary>
    internal void Apply(RowChange change)
    {
        var now = Beginning();
        var (table, id) = (Table(change.Row.Table), change.Row.Id);
        if (!table.Rows.TryGetValue(id, out var forms))
        {
            table.Rows[id] = new AttestedForms(change.Hash, change.Owner, now);
        }
        else
        {
            if (forms.Owner != change.Owner && table.Owned.TryGetValue(forms.Owner, out var former))
                former.TryRemove(id, out _);
            forms.Become(change.Hash, change.Owner, now);
        }
        table.Owned.GetOrAdd(change.Owner, _ => new(StringComparer.Ordinal)).TryAdd(id, now);
        Interlocked.Increment(ref _version);
    }

    /// <summary>The refusal of a row, alarmed once for each form of it.</summary>
    internal TamperedRowException Refuse(RowKey row, TamperKind how, byte[]? hash = null)
    {
        var refusal = new TamperedRowException(row, how);
        Alarms.Raise(refusal, hash);
        return refusal;
    }

    internal void Refuse(RowFinding finding) => Refuse(finding.Row, finding.How, finding.Form);

    private AttestedTable Table(string name) => _tables.GetOrAdd(name, _ => new AttestedTable());

    private static bool Same(byte[] a, byte[] b) => CryptographicOperations.FixedTimeEquals(a, b);

    private sealed class AttestedTable
    {
        public ConcurrentDictionary<string, AttestedForms> Rows { get; } = new(StringComparer.Ordinal);

        /// <summary>Owner → rows and when each came to him. Rows without an owner are the empty one's.</summary>
        public ConcurrentDictionary<Guid, ConcurrentDictionary<string, long>> Owned { get; } = new();
    }
}
