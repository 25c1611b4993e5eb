using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Vault.Core.People;
using Vault.Core.Storage;

namespace Vault.Core.Audit;

/// <summary>
/// The vault cannot write now: storage is locked, full, read-only or failing, or too many callers wait. Nothing secret
/// may be shown to this caller, and nothing counts for him as done. It may have been all the same: a command that had
/// begun when his patience ended may still be carried out, whole and with its lines; one that had not never is.
/// Answered with 503.
/// </summary>
public sealed class VaultUnavailableException(string why, Exception? inner = null) : Exception(why, inner);

/// <summary>Somebody else's change came first: a unique rule or the version of a row decided. Answered with 409.</summary>
public sealed class WriteConflictException(Exception inner) : Exception("Another change came first.", inner);

/// <summary>
/// The one writer. Commands queue here; it takes all that wait, runs each in its own savepoint with its guard, appends
/// its lines, commits once for all, and only then answers. State and log therefore cannot part, check-then-act races
/// cannot happen, and concurrent callers share one fsync. A failing command fails alone; a failing commit fails the
/// batch, and the next batch starts on a fresh connection.
/// </summary>
public sealed class VaultWriter : IAsyncDisposable
{
    /// <summary>Commands that may wait at once; the next one is turned away.</summary>
    public const int QueueLimit = 1024;

    private const int BatchLimit = 256;

    /// <summary>
    /// How long a batch waits at most for as many as the one before it held. Whoever has just been answered asks again in
    /// a moment; without it, every other commit is for the quickest of them alone.
    /// </summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMicroseconds(100);

    /// <summary>How often an idle writer looks whether somebody else wrote the database.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly VaultStore _store;
    private readonly AuditLog _log;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Channel<WriteItem> _queue = Channel.CreateBounded<WriteItem>(
        new BoundedChannelOptions(QueueLimit) { SingleReader = true }
    );
    private readonly Task _loop;
    private readonly ITimer _look;
    private WriterConnection? _connection;

    /// <summary>The journal may hold what was destroyed: after such a command, and from a process that was killed.</summary>
    private bool _isJournalOwed = true;

    private long _journalTriedAt;

    /// <param name="connection">Open, and the log caught up with what it holds; the writer's from now on.</param>
    internal VaultWriter(
        VaultStore store,
        AuditLog log,
        WriterConnection connection,
        TimeProvider clock,
        ILogger<VaultWriter> logger
    )
    {
        _store = store;
        _log = log;
        _connection = connection;
        _clock = clock;
        _logger = logger;
        log.Attestations.Alarms.Write = RaiseAlarm;
        _loop = Task.Run(Run);
        _look = clock.CreateTimer(_ => Look(), null, LookEvery, LookEvery);
    }

    /// <summary>How long a caller waits for durability before he is turned away.</summary>
    public TimeSpan Patience { get; internal set; } = TimeSpan.FromSeconds(10);

    /// <summary>Called in the writer when another connection has written the database, or may have.</summary>
    internal Action? Disturbed { get; set; }

    /// <summary>Called in the writer at the end of each command, to write along what follows from its lines.</summary>
    internal Action<WriteScope>? Following { get; set; }

    /// <summary>Called in the writer when a batch is durable, before anybody is answered.</summary>
    internal Action? Durable { get; set; }

    /// <summary>
    /// Runs a command in the writer and returns its result once every line of it is durable. The command is
    /// synchronous, runs once or never, and touches nothing but its scope.
    /// </summary>
    /// <param name="patience">How long the caller waits, where the command itself takes long; else <see cref="Patience"/>.</param>
    /// <exception cref="VaultUnavailableException">The log could not take the line in time; it may take it yet.</exception>
    /// <exception cref="WriteConflictException">Another change came first.</exception>
    public async Task<T> Write<T>(
        Actor actor,
        Func<WriteScope, T> command,
        TimeSpan? patience = null,
        CancellationToken cancellation = default
    )
    {
        var item = new WriteItem<T>(actor, command);
        if (!_queue.Writer.TryWrite(item))
            throw new VaultUnavailableException("Too many changes are waiting, or none is taken.");
        try
        {
            return await item.Result.WaitAsync(patience ?? Patience, cancellation);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // Not begun: it never will be. Begun: the log may come to overstate, which is the safe direction.
            item.GiveUp();
            if (e is TimeoutException)
                throw new VaultUnavailableException("The log did not take the line in time.", e);
            throw;
        }
    }

    /// <summary>
    /// Runs a command whose decision was made outside the writer over <paramref name="read"/>; inside, it is run only if
    /// every row it read is still as it was.
    /// </summary>
    /// <exception cref="StaleReadException">Something it read has changed: decide again.</exception>
    /// <inheritdoc cref="Write{T}(Actor, Func{WriteScope, T}, TimeSpan?, CancellationToken)"/>
    public Task<T> Write<T>(
        Actor actor,
        RowsRead read,
        Func<WriteScope, T> command,
        CancellationToken cancellation = default
    ) =>
        Write(
            actor,
            scope => read.StillHold(_log.Attestations) ? command(scope) : throw new StaleReadException(),
            cancellation: cancellation
        );

    /// <summary>For a vault that is only looked at: no command is taken, no alarm written, nothing done by itself.</summary>
    internal void WriteNothing()
    {
        _look.Dispose();
        _log.Attestations.Alarms.Write = null;
        _queue.Writer.TryComplete();
    }

    public async ValueTask DisposeAsync()
    {
        await _look.DisposeAsync();
        _log.Attestations.Alarms.Write = null;
        _queue.Writer.TryComplete();
        await _loop;
        _connection?.Dispose();
    }

    private async Task Run()
    {
        var former = 0;
        while (await _queue.Reader.WaitToReadAsync())
        {
            await Gather(former);
            var batch = new List<WriteItem>();
            while (batch.Count < BatchLimit && _queue.Reader.TryRead(out var item))
            {
                if (item.TryBegin())
                    batch.Add(item);
            }
            if (batch.Count > 0)
                RunBatch(batch);
            former = batch.Count;
        }
    }

    /// <summary>Nobody who writes alone waits: the batch before his held one.</summary>
    private async Task Gather(int former)
    {
        var since = Stopwatch.GetTimestamp();
        // What is ready to run runs first, on this thread as well: among it are those who are about to write.
        while (_queue.Reader.Count < former && Stopwatch.GetElapsedTime(since) < Gathering)
            await Task.Yield();
    }

    private void RunBatch(List<WriteItem> items)
    {
        try
        {
            _connection ??= OpenConnection();
            CommitAll(_connection, items);
        }
        catch (Exception e)
        {
            _logger.LogError(e, "The log could not take {Count} commands.", items.Count);
            DropConnection();
            items.ForEach(i => i.Fail(new VaultUnavailableException("The log could not take the line.", e)));
            return;
        }
        EmptyJournal(_connection);
        items.ForEach(i => i.Answer());
    }

    /// <summary>
    /// Before anybody is answered. Where a reader is in the way it is tried again with a later batch, of which the idle writer
    /// has one soon as well.
    /// </summary>
    private void EmptyJournal(WriterConnection connection)
    {
        // Seldom enough that readers who are always there cost the writer nothing.
        if (!_isJournalOwed || (_journalTriedAt > 0 && Stopwatch.GetElapsedTime(_journalTriedAt) < LookEvery))
            return;
        _journalTriedAt = Stopwatch.GetTimestamp();
        try
        {
            _isJournalOwed = !connection.TryEmptyJournal();
        }
        catch (Exception e)
        {
            // What was written is durable all the same, and its callers are told so.
            _logger.LogError(e, "The write-ahead log could not be emptied.");
        }
    }

    private WriterConnection OpenConnection()
    {
        var connection = _store.OpenWriter(_log.Attestations);
        try
        {
            // After a failed commit it is unknown what reached the disk: the stored log decides.
            _log.CatchUp(connection.Db);
            _log.Attestations.Unstage();
            Disturb();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Disturb()
    {
        _log.Attestations.Disturbed();
        Disturbed?.Invoke();
    }

    private void DropConnection()
    {
        try
        {
            _connection?.Dispose();
        }
        catch (Exception e)
        {
            _logger.LogError(e, "The failed connection did not close.");
        }
        _connection = null;
    }

    private void CommitAll(WriterConnection connection, List<WriteItem> items)
    {
        var now = _clock.StampNow();
        var batch = _log.Begin(now);
        var before = batch.Tree.Size;
        var committing = false;
        try
        {
            using var transaction = connection.Begin();
            if (connection.WasDisturbed())
                Disturb();
            connection.CheckSchema();
            foreach (var item in items)
                RunOne(connection, batch, item, now);
            if (batch.Tree.Size > before)
                connection.Log.Update(batch.Head());
            committing = true;
            transaction.Commit();
        }
        catch
        {
            // A failed commit may have reached the disk: until the stored log was read again, its rows stay staged, so
            // that a reader who meets one does not raise a false alarm.
            if (!committing)
                batch.Abandoned();
            throw;
        }
        batch.Committed();
        Durable?.Invoke();
    }

    private void RunOne(WriterConnection connection, AuditLog.Batch batch, WriteItem item, DateTimeOffset now)
    {
        var scope = new WriteScope(connection.Db, batch, item.Actor, now);
        connection.Savepoint();
        AuditLog.Written written;
        try
        {
            connection.Db.BeginReading();
            item.Run(scope);
            Following?.Invoke(scope);
            var rows = scope.Finish();
            written = batch.Write(connection.Log, item.Actor, scope.Lines, rows);
        }
        catch (Exception e) when (e is not LogNotTakenException && StorageFailures.ConcernOneCommand(e))
        {
            connection.RollBack();
            item.Refuse(StorageFailures.AreConflict(e) ? new WriteConflictException(e) : e);
            return;
        }
        finally
        {
            connection.Db.ChangeTracker.Clear();
        }
        batch.Take(written);
        connection.Release();
        if (scope.LeavesNoTrace)
            (_isJournalOwed, _journalTriedAt) = (true, 0);
    }

    /// <summary>An empty command makes the writer begin a transaction, which is when it notices a disturbance.</summary>
    private void Look()
    {
        if (_queue.Reader.Count == 0)
            _queue.Writer.TryWrite(new WriteItem<bool>(Actor.System, _ => true));
    }

    private void RaiseAlarm(TamperedRowException refused, Action notWritten)
    {
        _logger.LogCritical(refused, "The database was written past the vault.");
        // Not awaited: the reader that met the row is refused whether or not the alarm can be written now.
        var alarm = new WriteItem<bool>(
            Actor.System,
            scope =>
            {
                scope.Append(new TamperingDetected(refused.Row.Table, refused.Row.Id, refused.How));
                return true;
            }
        );
        if (!_queue.Writer.TryWrite(alarm))
            notWritten();
        else
            _ = alarm.Result.ContinueWith(
                _ => notWritten(),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
    }
}
