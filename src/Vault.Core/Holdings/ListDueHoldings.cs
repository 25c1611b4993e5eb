using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Holdings;

/// <summary>One page of holdings that end soon or have ended on the platform.</summary>
/// <param name="Expired">How many are past their last day, whatever the page.</param>
/// <param name="Page">As shown, from 1; a page beyond the end is the last one.</param>
public sealed record DueHoldings(IReadOnlyList<HoldingLine> Lines, int Total, int Expired, int Page, int Pages);

/// <summary>
/// 即将到期: what ends within <see cref="Holding.WarnDays"/> days or is past its last day, the most urgent first, of the
/// accounts somebody keeps: the registrar's are all, those of custodian and administrator their own. Of cancelled
/// accounts nothing is due.
/// </summary>
public sealed class ListDueHoldings(VaultDb db, FieldSealer fields, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <exception cref="Audit.TamperedRowException">A row of the page is not the attested one.</exception>
    public async Task<DueHoldings> Run(Standing reader, int page)
    {
        var now = clock.GetUtcNow();
        var today = OrganisationTime.DayOf(now);
        var horizon = today.AddDays(Holding.WarnDays);
        var due = (await Of(reader, now))
            .Where(h => h.EndedAt == null && h.Until != null && h.Until <= horizon)
            .Where(h => db.Set<Account>().Any(a => a.Id == h.Account && a.Status != AccountStatus.Cancelled));
        var total = await due.CountAsync();
        var expired = await due.CountAsync(h => h.Until < today);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var number = Math.Clamp(page, 1, pages);
        var rows = await due.OrderBy(h => h.Until)
            .ThenBy(h => h.Id)
            .Skip((number - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync();
        return new(await HoldingLine.Of(db, fields, rows, now), total, expired, number, pages);
    }

    private async Task<IQueryable<Holding>> Of(Standing reader, DateTimeOffset now)
    {
        var all = db.Set<Holding>();
        if (reader.Holds(OfficeRole.Registrar))
            return all;
        if (!reader.IsActive || !RegisterPolicy.Read(db).LetsReveal(reader.Person))
            return all.Where(h => false);
        var (id, held) = (reader.Id, db.Set<Appointment>());
        var appointments = await held.Where(a => a.Person == id && a.Account != null).ToListAsync();
        var kept = appointments.Where(a => a.MayReveal && a.IsLive(now)).Select(a => a.Account!.Value).ToList();
        return all.Where(h => kept.Contains(h.Account));
    }
}
