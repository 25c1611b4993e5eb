using System.Globalization;
using Microsoft.Extensions.Logging;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Witnesses;

/// <summary>What a verification of the whole log found.</summary>
/// <param name="Damage">What is wrong with the stored log by itself; null if nothing is.</param>
/// <param name="Witness">What the witness file says; null if the stored log is damaged.</param>
public sealed record Verified(DateTimeOffset At, long Size, byte[] Root, string? Damage, WitnessFinding? Witness)
{
    /// <summary>The first entry that is not as it was written; null where nothing is wrong, or no single entry is.</summary>
    public long? DamagedEntry { get; init; }

    public bool IsSound => Damage is null && Witness?.Verdict == WitnessVerdict.Agrees;
}

/// <summary>
/// Recomputes the whole log from its stored bytes and holds it against the witness: when somebody asks, and every night.
/// One at a time.
/// </summary>
public sealed class LogVerification(VaultInstance vault, ILogger<LogVerification> logger) : IProgress<long>
{
    private readonly Lock _gate = new();
    private Task<Verified>? _running;
    private long _done;

    /// <summary>The last one that ended; null before the first.</summary>
    public Verified? Last { get; private set; }

    public bool IsRunning
    {
        get
        {
            lock (_gate)
                return _running is { IsCompleted: false };
        }
    }

    /// <summary>Called after one that did not end well.</summary>
    public Action? Unsound { get; set; }

    /// <summary>Entries verified so far by the one that runs.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>Begins one, or joins the one that runs.</summary>
    public Task<Verified> Start(Actor actor)
    {
        lock (_gate)
        {
            if (_running is not { IsCompleted: false })
            {
                Report(0);
                _running = Task.Run(() => Run(actor));
            }
            return _running;
        }
    }

    public void Report(long value) => Interlocked.Exchange(ref _done, value);

    private async Task<Verified> Run(Actor actor)
    {
        var (size, root) = vault.Log.Head();
        var verified = Look(size, root);
        await vault.Writer.Write(
            actor,
            scope =>
                scope.Append(
                    new LogVerified(verified.Size, verified.Root, verified.Damage is null, verified.Witness?.Verdict)
                )
        );
        Last = verified;
        if (!verified.IsSound)
            Unsound?.Invoke();
        return verified;
    }

    private Verified Look(long size, byte[] root)
    {
        var at = vault.Clock.StampNow();
        using var db = vault.OpenReader();
        try
        {
            vault.Log.Verify(db, this);
            return new(at, size, root, null, vault.Signer.Compare(vault.Folders.WitnessFile, db).Finding);
        }
        catch (LogDamagedException e)
        {
            logger.LogCritical(e, "The stored log does not verify.");
            var entry = e.Sequence?.ToString(CultureInfo.InvariantCulture) ?? "";
            vault.Log.Attestations.Refuse(new RowFinding(new RowKey("audit_entries", entry), TamperKind.Differs));
            return new(at, size, root, e.Message, null) { DamagedEntry = e.Sequence };
        }
    }
}
