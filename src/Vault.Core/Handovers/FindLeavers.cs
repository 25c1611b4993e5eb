using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>
/// Whose handover somebody may prepare, as <see cref="PrepareHandover"/> will decide: the office anybody's, who is
/// responsible for accounts that of those appointed to them.
/// </summary>
public sealed class FindLeavers(VaultDb db, TimeProvider clock)
{
    /// <returns>By name, never the reader; null for who prepares none.</returns>
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one.</exception>
    public async Task<IReadOnlyList<Person>?> Run(Standing reader)
    {
        var now = clock.GetUtcNow();
        var persons = db.Set<Person>().Where(p => p.Id != reader.Id);
        if (!reader.Holds(OfficeRole.Registrar))
        {
            var accounts = await Led(reader, now);
            if (accounts.Count == 0)
                return null;
            var appointed = db.Set<Appointment>()
                .Where(a =>
                    a.Account != null && accounts.Contains(a.Account.Value) && (a.Until == null || a.Until > now)
                );
            persons = persons.Where(p => appointed.Any(a => a.Person == p.Id));
        }
        return await persons.OrderBy(p => p.DisplayName).ThenBy(p => p.Id).ToListAsync();
    }

    /// <summary>The accounts he is responsible for, each or as those of a unit.</summary>
    private async Task<List<AccountId>> Led(Standing reader, DateTimeOffset now)
    {
        var held = (
            await db.Set<Appointment>()
                .Where(a => a.Person == reader.Id && a.Role == AppointmentRole.ResponsiblePerson)
                .ToListAsync()
        ).Where(a => a.IsLive(now));
        var (accounts, units) = (new HashSet<AccountId>(), new HashSet<UnitId>());
        var tree = await db.Set<Unit>().ToListAsync();
        foreach (var duty in held)
        {
            if (duty.Account is { } account)
                accounts.Add(account);
            else
                units.UnionWith(UnitTree.Below(tree, duty.Unit!.Value));
        }
        return await db.Set<Account>()
            .Where(a => accounts.Contains(a.Id) || units.Contains(a.Unit))
            .Select(a => a.Id)
            .ToListAsync();
    }
}
