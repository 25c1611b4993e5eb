using System.Globalization;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Vault.Core.Storage;

namespace Vault.Core.Audit;

/// <summary>
/// Looks through the whole database as soon as another connection has written it: rows against the log, and the log
/// against what this process wrote. What it finds is alarmed at once, not only when somebody happens to read it.
/// </summary>
internal sealed class TamperWatch : IAsyncDisposable
{
    /// <summary>Between two looks, so that a database that is written all the time does not keep the vault busy.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly VaultStore _store;
    private readonly AuditLog _log;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<bool> _disturbed = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly Task _loop;

    public TamperWatch(VaultStore store, AuditLog log, ILogger<TamperWatch> logger)
    {
        _store = store;
        _log = log;
        _logger = logger;
        _loop = Task.Run(Run, CancellationToken.None);
    }

    /// <summary>Asks for a look soon.</summary>
    public void Disturbed() => _disturbed.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task Run()
    {
        try
        {
            await foreach (var _ in _disturbed.Reader.ReadAllAsync(_stop.Token))
            {
                Look();
                await Task.Delay(Rest, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The vault is closing.
        }
    }

    private void Look()
    {
        try
        {
            _logger.LogWarning("Another connection has written the database: comparing all of it with the log.");
            using var db = _store.OpenReader(_log.Attestations);
            db.Database.OpenConnection();
            foreach (var finding in _store.SchemaFindings(db.Database.GetDbConnection()))
                _log.Attestations.Refuse(finding);
            foreach (var finding in new RowCheck(_store, _log.Attestations).Compare())
                _log.Attestations.Refuse(finding);
            _log.Verify(db, cancellation: _stop.Token);
        }
        catch (LogDamagedException e)
        {
            var entry = e.Sequence?.ToString(CultureInfo.InvariantCulture) ?? "";
            _log.Attestations.Refuse(new RowFinding(new RowKey("audit_entries", entry), TamperKind.Differs));
        }
        catch (Exception e)
        {
            _logger.LogError(e, "The comparison did not end.");
        }
    }
}
