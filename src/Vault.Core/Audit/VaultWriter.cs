using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Vault.Core.People;
using Vault.Core.Storage;

namespace Vault.Core.Audit;

/// <summary>
/// The vault cannot write now: storage is locked, full, read-only or failing, or too many callers wait. Nothing was
/// changed for this caller and nothing secret may be shown to him. Answered with 503.
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

    private readonly VaultStore _store;
    private readonly AuditLog _log;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Channel<WriteItem> _queue = Channel.CreateBounded<WriteItem>(
        new BoundedChannelOptions(QueueLimit) { SingleReader = true }
    );
    private readonly Task _loop;
    private WriterConnection? _connection;

    public VaultWriter(VaultStore store, AuditLog log, TimeProvider clock, ILogger<VaultWriter> logger)
    {
        _store = store;
        _log = log;
        _clock = clock;
        _logger = logger;
        log.Attestations.Refused = RaiseAlarm;
        _loop = Task.Run(Run);
    }

    /// <summary>How long a caller waits for durability before he is turned away.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Runs a command in the writer and returns its result once every line of it is durable. The command is
    /// synchronous, touches nothing but its scope, and may run again from the start only if it was never committed.
    /// </summary>
    /// <exception cref="VaultUnavailableException">The log could not take the line in time.</exception>
    /// <exception cref="WriteConflictException">Another change came first.</exception>
    public async Task<T> Write<T>(Actor actor, Func<WriteScope, T> command, CancellationToken cancellation = default)
    {
        var item = new WriteItem<T>(actor, command);
        if (!_queue.Writer.TryWrite(item))
            throw new VaultUnavailableException("Too many changes are waiting.");
        try
        {
            return await item.Result.WaitAsync(Patience, cancellation);
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
    /// <inheritdoc cref="Write{T}(Actor, Func{WriteScope, T}, CancellationToken)"/>
    public Task<T> Write<T>(
        Actor actor,
        RowsRead read,
        Func<WriteScope, T> command,
        CancellationToken cancellation = default
    ) =>
        Write(
            actor,
            scope => read.StillHold(_log.Attestations) ? command(scope) : throw new StaleReadException(),
            cancellation
        );

    public async ValueTask DisposeAsync()
    {
        _log.Attestations.Refused = null;
        _queue.Writer.TryComplete();
        await _loop;
        _connection?.Dispose();
    }

    private async Task Run()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            var batch = new List<WriteItem>();
            while (batch.Count < BatchLimit && _queue.Reader.TryRead(out var item))
            {
                if (item.TryBegin())
                    batch.Add(item);
            }
            if (batch.Count > 0)
                RunBatch(batch);
        }
    }

    private void RunBatch(List<WriteItem> items)
    {
        try
        {
            var connection = _connection ??= OpenConnection();
            CommitAll(connection, items);
            items.ForEach(i => i.Answer());
        }
        catch (Exception e)
        {
            _logger.LogError(e, "The log could not take {Count} commands.", items.Count);
            _connection?.Dispose();
            _connection = null;
            var failure = new VaultUnavailableException("The log could not take the line.", e);
            items.ForEach(i => i.Fail(failure));
        }
    }

    private WriterConnection OpenConnection()
    {
        var connection = _store.OpenWriter(_log.Attestations);
        try
        {
            // After a failed commit it is unknown what reached the disk: the stored log decides.
            _log.CatchUp(connection.Db);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void CommitAll(WriterConnection connection, List<WriteItem> items)
    {
        var now = _clock.StampNow();
        var batch = _log.Begin(now);
        var before = batch.Tree.Size;
        try
        {
            using var transaction = connection.Begin();
            foreach (var item in items)
                RunOne(connection, batch, item, now);
            if (batch.Tree.Size > before)
                connection.Log.Update(batch.Head());
            transaction.Commit();
        }
        catch
        {
            batch.Abandoned();
            throw;
        }
        batch.Committed();
    }

    private void RunOne(WriterConnection connection, AuditLog.Batch batch, WriteItem item, DateTimeOffset now)
    {
        var scope = new WriteScope(connection.Db, batch, item.Actor, now);
        connection.Execute("SAVEPOINT command");
        try
        {
            connection.Db.BeginReading();
            item.Run(scope);
            var rows = scope.Finish();
            batch.Append(connection.Log, item.Actor, scope.Lines, rows);
            connection.Execute("RELEASE command");
        }
        catch (Exception e) when (!VaultStore.EndsTheTransaction(e))
        {
            connection.Execute("ROLLBACK TO command");
            connection.Execute("RELEASE command");
            item.Refuse(VaultStore.IsConflict(e) ? new WriteConflictException(e) : e);
        }
        finally
        {
            connection.Db.ChangeTracker.Clear();
        }
    }

    private void RaiseAlarm(TamperedRowException refused)
    {
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
            _logger.LogCritical(refused, "A row was tampered with, and the queue is full.");
    }
}
