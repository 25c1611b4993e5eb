using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>Something that was shown by breaking the glass.</summary>
/// <param name="Entry">Its line of the log.</param>
public sealed record BreakGlassUse(long Entry, DateTimeOffset At, Component Component, int Version);

/// <summary>What a reviewer has to know about a break-glass checkout, beside the checkout itself.</summary>
/// <param name="Uses">What was shown, in order.</param>
/// <param name="Review">Null until it is reviewed.</param>
/// <param name="Note">What the reviewer said; null once destroyed.</param>
public sealed record BreakGlassFile(IReadOnlyList<BreakGlassUse> Uses, BreakGlassReview? Review, string? Note)
{
    internal static async Task<BreakGlassFile> Read(VaultDb db, VaultInstance vault, CheckoutReading reading)
    {
        var (checkout, review) = (reading.Checkout, reading.Review);
        var note = review is null
            ? null
            : await new LoggedText(db, vault).Of<BreakGlassReviewed>(
                checkout.Requester,
                review.At,
                e => e.Checkout == checkout.Id,
                e => e.Note
            );
        return new(await Shown(db, checkout), review, note);
    }

    private static async Task<IReadOnlyList<BreakGlassUse>> Shown(VaultDb db, Checkout checkout)
    {
        string[] kinds = [nameof(SecretRevealed), nameof(CodeIssued)];
        var from = checkout.OpenedAt!.Value.ToUnixTimeMilliseconds();
        var until = (checkout.EndedAt ?? checkout.Until).ToUnixTimeMilliseconds();
        var (account, person) = ((AccountId?)checkout.Account, (PersonId?)checkout.Requester);
        var lines = await db
            .AuditEntries.Where(e =>
                e.Account == account && e.Actor == person && kinds.Contains(e.Kind) && e.At >= from && e.At <= until
            )
            .OrderBy(e => e.Sequence)
            .Select(e => new { e.Sequence, e.Leaf })
            .ToListAsync();
        return [.. lines.Select(l => Use(l.Sequence, EventCodec.Read(l.Leaf)))];
    }

    private static BreakGlassUse Use(long entry, LeafContent line) =>
        line.Event switch
        {
            SecretRevealed shown => new(entry, line.At, shown.Component, shown.Version),
            CodeIssued code => new(entry, line.At, Component.TotpSeed, code.Version),
            _ => throw new InvalidOperationException("Not a use of secrets."),
        };
}
