using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Holdings;

/// <summary>What of an account is in whose hands on its platform.</summary>
/// <param name="Running">What is most urgent first.</param>
/// <param name="Ended">Those that ended last first.</param>
/// <param name="Warnings">Limits of the platform that are exceeded by what stands recorded.</param>
/// <param name="MayKeep">The reader may record, end and open; decided again where he does.</param>
public sealed record AccountHoldings(
    Account Account,
    IReadOnlyList<HoldingLine> Running,
    IReadOnlyList<HoldingLine> Ended,
    IReadOnlyList<HoldingWarning> Warnings,
    bool MayKeep
)
{
    /// <summary>About to end, or past their last day.</summary>
    public IEnumerable<HoldingLine> Due => Running.Where(l => l.State != HoldingState.Running);
}

/// <summary>Reads the holdings of one account, for whoever sees the account.</summary>
public sealed class ReadAccountHoldings(VaultDb db, FieldSealer fields, PlatformList platforms, TimeProvider clock)
{
    /// <returns>Null if there is no such account, or none for this reader: the two look alike.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<AccountHoldings?> Run(Standing reader, AccountId id)
    {
        var now = clock.GetUtcNow();
        if (await AccountAccess.Find(db, id, reader, now) is not { Account: var account })
            return null;
        var all = await db.AllOf(id.Value, db.Set<Holding>().Where(h => h.Account == id));
        List<Holding> order =
        [
            .. HoldingLine.ByUrgency(all.Where(h => h.IsRunning)),
            .. all.Where(h => !h.IsRunning).OrderByDescending(h => h.EndedAt).ThenBy(h => h.Id.Value),
        ];
        var lines = await HoldingLine.Of(db, fields, order, now);
        return new(
            account,
            [.. lines.Where(l => l.Holding.IsRunning)],
            [.. lines.Where(l => !l.Holding.IsRunning)],
            await Warnings(account, lines, now),
            HoldingKeeper.Find(db, reader.Id, id, now)!.Barred is null
        );
    }

    private async Task<IReadOnlyList<HoldingWarning>> Warnings(
        Account account,
        IReadOnlyList<HoldingLine> lines,
        DateTimeOffset now
    )
    {
        var today = OrganisationTime.DayOf(now);
        var operators = lines
            .Where(l => l.Holding.Kind.IsOperator() && l.Holding.CountsOn(today))
            .Select(l => l.Holder!)
            .DistinctBy(p => p.Id)
            .OrderBy(p => p.DisplayName, StringComparer.Ordinal)
            .ToList();
        var operated = await Operated([.. operators.Select(p => p.Id)], account.Platform, today);
        return platforms
            .Of(account)
            .Limits.Exceeded(
                [.. lines.Select(l => l.Holding)],
                operators.Select(p => (p, operated.GetValueOrDefault(p.Id))),
                today
            );
    }

    // How many, and of none the name: whoever keeps one account learns that its operator has too many, and not which.
    private async Task<Dictionary<PersonId, int>> Operated(List<PersonId?> operators, string platform, DateOnly today)
    {
        var held = await db.Set<Holding>()
            .Where(h => h.EndedAt == null && operators.Contains(h.Holder))
            .Where(h => h.Kind == HoldingKind.LongTermOperator || h.Kind == HoldingKind.ShortTermOperator)
            .Where(h =>
                db.Set<Account>()
                    .Any(a => a.Id == h.Account && a.Platform == platform && a.Status != AccountStatus.Cancelled)
            )
            .ToListAsync();
        return held.Where(h => h.CountsOn(today))
            .GroupBy(h => h.Holder!.Value)
            .ToDictionary(g => g.Key, g => g.Select(h => h.Account).Distinct().Count());
    }
}
