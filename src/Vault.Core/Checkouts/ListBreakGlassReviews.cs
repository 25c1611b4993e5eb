using Microsoft.EntityFrameworkCore;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>A break-glass checkout nobody has reviewed yet.</summary>
/// <param name="MayReview">It is over, and the reader may say what to think of it.</param>
public sealed record UnreviewedBreakGlass(CheckoutLine Line, bool MayReview)
{
    public DateTimeOffset ReviewBy => Line.Checkout.ReviewBy!.Value;

    public bool IsOverdue => Line.Now >= ReviewBy;
}

/// <summary>待事后复核: what was taken in an emergency and not looked at yet, for whoever may look, and all of it for the office.</summary>
public sealed class ListBreakGlassReviews(VaultDb db, VaultInstance vault)
{
    /// <returns>By when they have to be reviewed: those that are overdue come first.</returns>
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one.</exception>
    public async Task<IReadOnlyList<UnreviewedBreakGlass>> Run(Standing reader)
    {
        var now = vault.Clock.GetUtcNow();
        if (!reader.IsActive)
            return [];
        var open = await db.Set<Checkout>()
            .Where(c => c.IsBreakGlass && !db.Set<BreakGlassReview>().Any(r => r.Checkout == c.Id))
            .ToListAsync();
        var found = open.Select(c => (Checkout: c, Reading: CheckoutReading.Of(db, c, now)))
            .Where(c => c.Reading.Line.Has(reader.Id) || reader.Holds(OfficeRole.Registrar))
            .OrderBy(c => c.Checkout.ReviewBy)
            .ThenBy(c => c.Checkout.Id.Value)
            .ToList();
        var lines = await CheckoutLine.Of(db, [.. found.Select(c => c.Checkout)], now);
        return
        [
            .. lines.Select(
                (line, i) =>
                    new UnreviewedBreakGlass(line, found[i].Reading.Refusal(CheckoutStep.Review, reader.Id) is null)
            ),
        ];
    }
}
