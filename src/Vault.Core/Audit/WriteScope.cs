using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Audit;

/// <summary>
/// What one command may use while it holds the writer: rows to read and change, the moment, the actor, and the log.
/// Whatever it changes without a line is refused when it ends.
/// </summary>
public sealed class WriteScope
{
    private readonly AuditLog.Batch _batch;
    private readonly List<AuditLog.Line> _lines = [];
    private readonly Dictionary<RowKey, RowChange> _rows = [];
    private readonly List<RowChange> _attested = [];
    private bool _ended;

    internal WriteScope(VaultDb db, AuditLog.Batch batch, Actor actor, DateTimeOffset now)
    {
        Db = db;
        Actor = actor;
        Now = now;
        _batch = batch;
    }

    public VaultDb Db { get; }

    public Actor Actor { get; }

    /// <summary>UTC, whole milliseconds; the time of every line of this command.</summary>
    public DateTimeOffset Now { get; }

    internal IReadOnlyList<AuditLog.Line> Lines => _lines;

    /// <summary>Which versions of secrets have one value.</summary>
    internal EqualValues Equal => _batch.Equal;

    /// <inheritdoc cref="AuditLog.Batch.UsesOf"/>
    internal IReadOnlyList<DateTimeOffset> UsesOf(PersonId person, bool isAlarm) => _batch.UsesOf(person, isAlarm);

    /// <summary>The sequence of the first of <see cref="Lines"/>.</summary>
    internal long FirstSequence => _batch.Tree.Size;

    /// <summary>
    /// Writes what was changed so far. Needed only where the order of two changes matters to a unique index; whatever
    /// is left is saved when the command ends.
    /// </summary>
    public void SaveSoFar() => Db.SaveForWriter().ForEach(r => _rows[r.Row] = r);

    /// <summary>Writes what was changed so far, and lets this command read it, until what is returned is called.</summary>
    internal Action SaveAndSee()
    {
        SaveSoFar();
        return _batch.StageMeanwhile([.. _attested, .. _rows.Values]);
    }

    /// <summary>
    /// As <see cref="AttestByLastLine"/>, and forgets the entities. For commands so large that one line could not carry all
    /// their rows: whatever they change afterwards has to be read or attached anew.
    /// </summary>
    /// <exception cref="InvalidOperationException">State changed, but no line was appended.</exception>
    public void AttestSoFar()
    {
        AttestByLastLine();
        Db.ChangeTracker.Clear();
    }

    /// <summary>Writes what was changed so far and lets the line appended last attest it.</summary>
    /// <exception cref="InvalidOperationException">State changed, but no line was appended.</exception>
    public void AttestByLastLine()
    {
        SaveSoFar();
        if (_rows.Count > 0 && _lines.Count == 0)
            throw new InvalidOperationException("A command changed state without a line in the log.");
        if (_rows.Count > 0)
            _lines[^1] = _lines[^1] with { Rows = [.. _lines[^1].Rows, .. _rows.Values] };
        _attested.AddRange(_rows.Values);
        _rows.Clear();
    }

    /// <summary>
    /// Once the command is durable, what it has overwritten or removed stands in no file any more: see
    /// <see cref="Storage.WriterConnection.TryEmptyJournal"/>.
    /// </summary>
    public void LeaveNoTrace() => LeavesNoTrace = true;

    internal bool LeavesNoTrace { get; private set; }

    /// <summary>Ends the command: everything is saved, and nothing without a line.</summary>
    /// <exception cref="InvalidOperationException">State changed, but no line was appended.</exception>
    internal IReadOnlyList<RowChange> Finish()
    {
        AttestSoFar();
        _ended = true;
        return _attested;
    }

    /// <summary>Adds a line. The receipt becomes valid once the commit is on disk.</summary>
    /// <exception cref="InvalidOperationException">The command has ended: its scope was kept.</exception>
    public AuditReceipt<TEvent> Append<TEvent>(TEvent happened)
        where TEvent : AuditEvent
    {
        if (_ended)
            throw new InvalidOperationException("A scope is good for the length of its command.");
        var (receipt, makeDurable) = AuditReceipt<TEvent>.Issue(
            AuditLog.Seal.For(_batch),
            _batch.Tree.Size + _lines.Count,
            Now,
            happened
        );
        _lines.Add(new AuditLog.Line(happened, makeDurable, []));
        return receipt;
    }
}
