using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;

namespace Vault.Core.People;

/// <summary>One line of the tree of units.</summary>
/// <param name="Depth">From 0, the organisation itself.</param>
/// <param name="Accounts">Accounts of this very unit which the reader may see.</param>
/// <param name="AccountsBelow">The same with all units below it.</param>
/// <param name="Persons">Persons entered in this very unit, disabled ones not counted.</param>
public sealed record UnitLine(Unit Unit, int Depth, int Accounts, int AccountsBelow, int Persons);

/// <summary>Lists the units, parents before children.</summary>
public sealed class ListUnits(VaultDb db, TimeProvider clock)
{
    /// <param name="dissolved">With those that no longer exist.</param>
    /// <exception cref="Audit.TamperedRowException">A unit is not the attested one.</exception>
    public async Task<IReadOnlyList<UnitLine>> Run(Standing who, bool dissolved)
    {
        var units = await db.Set<Unit>().ToListAsync();
        var access = await AccountAccess.Of(db, who, clock.GetUtcNow());
        var accounts = await access
            .Narrow(db.Set<Account>())
            .GroupBy(a => a.Unit)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count);
        var persons = await db.Set<Person>()
            .Where(p => p.DisabledAt == null)
            .GroupBy(p => p.Unit)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count);
        return
        [
            .. UnitTree
                .InOrder(units.Where(u => dissolved || u.DissolvedAt is null))
                .Select(line => new UnitLine(
                    line.Unit,
                    line.Depth,
                    accounts.GetValueOrDefault(line.Unit.Id),
                    UnitTree.Below(units, line.Unit.Id).Sum(id => accounts.GetValueOrDefault(id)),
                    persons.GetValueOrDefault(line.Unit.Id)
                )),
        ];
    }
}
