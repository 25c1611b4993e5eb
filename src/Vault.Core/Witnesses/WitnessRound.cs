using Microsoft.Extensions.Logging;
using Vault.Core.Audit;

namespace Vault.Core.Witnesses;

/// <summary>How far the log is out of the reach of whoever writes the database.</summary>
/// <param name="Size">Entries under the newest witnessed checkpoint.</param>
/// <param name="At">When it was witnessed; null if that was before the vault was opened.</param>
/// <param name="Unwitnessed">Since when there are entries that no witness has seen; null if there are none.</param>
public sealed record WitnessStatus(
    long Size,
    DateTimeOffset? At,
    DateTimeOffset? Unwitnessed,
    IReadOnlyList<WitnessState> Each
);

/// <summary>
/// Hands the log's signed head to every witness: at most five minutes after an entry, or after a hundred entries but not
/// more often than every ten seconds; once more when the vault closes. A witness that fails is asked again.
/// </summary>
public sealed class WitnessRound : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly LogSigner _signer;
    private readonly AuditLog _log;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly IReadOnlyList<WitnessProgress> _witnesses;
    private ITimer? _timer;
    private Task _running = Task.CompletedTask;

    /// <param name="witnessed">Entries under the newest checkpoint found at start.</param>
    internal WitnessRound(
        IReadOnlyList<IWitness> witnesses,
        TimeSpan? revealLimit,
        long witnessed,
        LogSigner signer,
        AuditLog log,
        TimeProvider clock,
        ILogger<WitnessRound> logger
    )
    {
        (_signer, _log, _clock, _logger, RevealLimit) = (signer, log, clock, logger, revealLimit);
        _witnesses = [.. witnesses.Select(w => new WitnessProgress(w, witnessed))];
    }

    /// <summary>From now on witnesses are told. A vault that is only looked at, or is contradicted, tells nothing.</summary>
    internal void Start() => _timer = _clock.CreateTimer(_ => Look(), null, LookEvery, LookEvery);

    /// <summary>How long entries may go unwitnessed before nothing is revealed; null for as long as it takes.</summary>
    public TimeSpan? RevealLimit { get; }

    public WitnessStatus Status()
    {
        lock (_gate)
        {
            var (size, now) = (_log.Size, _clock.GetUtcNow());
            var states = _witnesses.Select(w => w.State(size, now)).ToList();
            var newest = states.MaxBy(s => s.Size)!;
            return new(newest.Size, newest.At, newest.BehindSince, states);
        }
    }

    /// <summary>Nothing is to be revealed: entries have gone unwitnessed for longer than is allowed.</summary>
    public bool BlocksReveals =>
        RevealLimit is { } limit && Status().Unwitnessed is { } since && _clock.GetUtcNow() - since > limit;

    /// <summary>Hands the head as it is now to every witness that has not seen it, whatever the pace.</summary>
    public Task<SignedHead> Tell(CancellationToken cancellation = default) => Tell(_ => true, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
            await _stop.CancelAsync();
            await _running;
            await TellSafely(_ => true, CancellationToken.None);
        }
        _stop.Dispose();
        _one.Dispose();
    }

    private void Look()
    {
        if (!_running.IsCompleted)
            return;
        var (size, now) = (_log.Size, _clock.GetUtcNow());
        bool isDue;
        lock (_gate)
            isDue = _witnesses.Any(w => w.IsDue(size, now));
        if (isDue)
            _running = TellSafely(w => w.IsDue(size, now), _stop.Token);
    }

    private async Task<SignedHead> Tell(Func<WitnessProgress, bool> wanted, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var head = _signer.Sign();
            List<WitnessProgress> behind;
            lock (_gate)
                behind = [.. _witnesses.Where(w => w.Size < head.Head.Size && wanted(w))];
            foreach (var witness in behind)
                await Tell(witness, head, cancellation);
            return head;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task Tell(WitnessProgress progress, SignedHead head, CancellationToken cancellation)
    {
        long? taken = null;
        try
        {
            await progress.Witness.Take(head.Note, cancellation);
            taken = head.Head.Size;
        }
        catch (Exception e) when (e is IOException or HttpRequestException or UnauthorizedAccessException)
        {
            _logger.LogError(e, "{Witness} did not take the head of the log.", progress.Witness.Name);
        }
        lock (_gate)
            progress.Told(taken, _clock.GetUtcNow());
    }

    private async Task TellSafely(Func<WitnessProgress, bool> wanted, CancellationToken cancellation)
    {
        try
        {
            await Tell(wanted, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The vault is closing, and tells once more.
        }
        catch (Exception e)
        {
            _logger.LogError(e, "The head of the log was not signed.");
        }
    }
}
