using Microsoft.EntityFrameworkCore;

namespace Vault.Core.Audit;

/// <summary>
/// The newest alarm of tampering, while it is fresh: raised since this process began, or in the last days. Whom it is
/// shown to is the page's business; it says that something happened, not what.
/// </summary>
public sealed class LatestAlarm(VaultDb db, VaultInstance vault)
{
    /// <summary>How long an alarm stays on every page.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromDays(7);

    /// <returns>When it was raised, and its sequence; null while all is well.</returns>
    public async Task<(DateTimeOffset At, long Sequence)?> Run()
    {
        var newest = await db
            .AuditEntries.Where(e => e.Kind == nameof(TamperingDetected))
            .OrderByDescending(e => e.Sequence)
            .Select(e => new { e.Sequence, e.At })
            .FirstOrDefaultAsync();
        if (newest is null)
            return null;
        var at = DateTimeOffset.FromUnixTimeMilliseconds(newest.At);
        return newest.Sequence >= vault.SizeAtStart || vault.Clock.GetUtcNow() - at < Fresh
            ? (at, newest.Sequence)
            : null;
    }
}
