using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Holdings;

/// <summary>A holding with what may be read of it without opening.</summary>
/// <param name="Holder">Null where he is nobody of the register.</param>
/// <param name="Outside">The holder in words; null with <paramref name="Holder"/> null too: not known.</param>
/// <param name="Masked">Of the number, address or id; null where there is none.</param>
public sealed record HoldingLine(
    Holding Holding,
    Account Account,
    Person? Holder,
    string? Outside,
    string? Masked,
    HoldingState State
)
{
    /// <summary>How many queries it takes is fixed.</summary>
    internal static async Task<IReadOnlyList<HoldingLine>> Of(
        VaultDb db,
        FieldSealer fields,
        IReadOnlyList<Holding> holdings,
        DateTimeOffset now
    )
    {
        var people = holdings.Select(h => h.Holder).OfType<PersonId>().Distinct().ToList();
        var persons = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        var ids = holdings.Select(h => h.Account).Distinct().ToList();
        var accounts = await db.Set<Account>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id);
        var today = OrganisationTime.DayOf(now);
        return [.. holdings.Select(Line)];

        HoldingLine Line(Holding holding)
        {
            var text = HoldingText.Open(fields, holding);
            var holder = holding.Holder is { } id ? persons[id] : null;
            var state = holding.StateOn(today);
            return new(holding, accounts[holding.Account], holder, text.Outside, text.Masked, state);
        }
    }

    /// <summary>What is most urgent first: by the last day, those without one by kind, then as they came.</summary>
    internal static IEnumerable<Holding> ByUrgency(IEnumerable<Holding> holdings) =>
        holdings
            .OrderBy(h => h.Until ?? DateOnly.MaxValue)
            .ThenBy(h => h.Kind)
            .ThenBy(h => h.RecordedAt)
            .ThenBy(h => h.Id.Value);
}
