using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Holdings;

/// <summary>
/// Whom somebody may name as the holder of something of an account, as <see cref="RecordHolding"/> will decide. Who was
/// disabled is among them: a leaver's phone stays bound.
/// </summary>
public sealed class FindHolders(VaultDb db, TimeProvider clock)
{
    /// <returns>By name; null for who keeps no holdings of the account.</returns>
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one, or was removed.</exception>
    public async Task<IReadOnlyList<Person>?> Run(Standing reader, AccountId account)
    {
        if (HoldingKeeper.Find(db, reader.Id, account, clock.GetUtcNow()) is not { Barred: null } keeper)
            return null;
        var appointed = keeper.Appointments.Select(a => a.Person).Distinct().ToList();
        var (all, unit) = (reader.Holds(OfficeRole.Registrar), keeper.Account.Unit);
        return await db.Set<Person>()
            .Where(p => all || p.Unit == unit || appointed.Contains(p.Id))
            .OrderBy(p => p.DisplayName)
            .ThenBy(p => p.Id)
            .ToListAsync();
    }
}
