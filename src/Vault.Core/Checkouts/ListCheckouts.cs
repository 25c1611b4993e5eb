using Microsoft.EntityFrameworkCore;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>Which checkouts a person's list shows.</summary>
public enum CheckoutView
{
    /// <summary>待我审批: those he can decide now, the oldest first.</summary>
    ToDecide,

    /// <summary>我发起的: all he asked for, extensions among them; those whose reason was sent back first, then the newest.</summary>
    Asked,

    /// <summary>我领用的: those he has now, by when they are due.</summary>
    Held,
}

/// <summary>One page of checkouts.</summary>
/// <param name="Page">As shown, from 1; a page beyond the end is the last one.</param>
/// <param name="ToDecide">How many wait for the reader, whatever the view.</param>
public sealed record CheckoutPage(IReadOnlyList<CheckoutLine> Lines, int Total, int Page, int Pages, int ToDecide);

/// <summary>Lists what one person has to do with checkouts.</summary>
public sealed class ListCheckouts(VaultDb db, VaultInstance vault)
{
    public const int PageSize = 25;

    /// <exception cref="Audit.TamperedRowException">A row of the page, or one a decision rests on, is not the attested one.</exception>
    public async Task<CheckoutPage> Run(PersonId person, CheckoutView view, int page)
    {
        var now = vault.Clock.GetUtcNow();
        var waiting = await ToDecide(db, person, now);
        if (view == CheckoutView.ToDecide)
            return await PageOf(waiting, page, waiting.Count, now);
        if (view == CheckoutView.Held)
            return await PageOf(await HeldBy(person), page, waiting.Count, now);
        var own = db.Set<Checkout>().Where(c => c.Requester == person);
        var total = await own.CountAsync();
        var (number, pages) = Place(page, total);
        var rows = await own.OrderByDescending(c =>
                db.Set<ReasonQuery>().Any(q => q.Checkout == c.Id && q.AnsweredAt == null)
            )
            .ThenByDescending(c => c.AskedAt)
            .ThenBy(c => c.Id)
            .Skip((number - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync();
        return new(await CheckoutLine.Of(db, rows, now), total, number, pages, waiting.Count);
    }

    /// <summary>What waits for one person's word now, the oldest first. Nobody finds here what he could not decide.</summary>
    internal static async Task<List<Checkout>> ToDecide(VaultDb db, PersonId person, DateTimeOffset now)
    {
        var asked = await db.Set<Checkout>()
            .Where(c => c.Ending == null && c.OpenedAt == null && c.ApprovedAt == null && c.Until > now)
            .OrderBy(c => c.AskedAt)
            .ThenBy(c => c.Id)
            .ToListAsync();
        return [.. asked.Where(c => CheckoutReading.Of(db, c, now).MayDecide(person))];
    }

    private async Task<List<Checkout>> HeldBy(PersonId person)
    {
        var open = db.Set<Checkout>().Where(c => c.Requester == person && c.OpenedAt != null && c.Ending == null);
        var now = vault.Clock.GetUtcNow();
        var had = (await open.ToListAsync()).Where(c => c.StateAt(now) == CheckoutState.Open);
        return [.. had.OrderBy(c => c.Due).ThenBy(c => c.Id.Value)];
    }

    private async Task<CheckoutPage> PageOf(List<Checkout> all, int page, int toDecide, DateTimeOffset now)
    {
        var (number, pages) = Place(page, all.Count);
        List<Checkout> rows = [.. all.Skip((number - 1) * PageSize).Take(PageSize)];
        return new(await CheckoutLine.Of(db, rows, now), all.Count, number, pages, toDecide);
    }

    private static (int Number, int Pages) Place(int page, int total)
    {
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        return (Math.Clamp(page, 1, pages), pages);
    }
}
