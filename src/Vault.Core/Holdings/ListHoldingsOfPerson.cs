using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Holdings;

/// <summary>
/// What is bound to one person now, over all accounts the reader may see: what has to be taken over or cleared when he
/// leaves. Ended ones stand on the pages of their accounts.
/// </summary>
public sealed class ListHoldingsOfPerson(VaultDb db, FieldSealer fields, TimeProvider clock)
{
    /// <returns>The most urgent first.</returns>
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one.</exception>
    public async Task<IReadOnlyList<HoldingLine>> Run(Standing reader, PersonId person)
    {
        var now = clock.GetUtcNow();
        var access = await AccountAccess.Of(db, reader, now);
        var held = await db.Set<Holding>().Where(h => h.Holder == person && h.EndedAt == null).ToListAsync();
        var lines = await HoldingLine.Of(db, fields, [.. HoldingLine.ByUrgency(held)], now);
        return [.. lines.Where(l => access.Sees(l.Account))];
    }
}
