using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Incidents;

/// <summary>How an account stands as to incidents, for somebody who sees it.</summary>
/// <param name="Open">Null: none is open.</param>
/// <param name="Barred">What stands in the way of the reader reporting a suspicion now; null: nothing.</param>
public sealed record AccountIncident(Account Account, Incident? Open, IncidentRefusal? Barred);

/// <summary>Says whether an account is frozen, and whether the reader may report a suspicion.</summary>
public sealed class FindIncident(VaultDb db, TimeProvider clock)
{
    /// <returns>Null if there is no such account, or none for this reader: the two look alike.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<AccountIncident?> Run(Standing reader, AccountId id)
    {
        var now = clock.GetUtcNow();
        if (await AccountAccess.Find(db, id, reader, now) is not { Account: var account })
            return null;
        var open = Freeze.Open(db, id);
        return new(account, open, IncidentRules.Report(IncidentFacts.Read(db, id, now)!, open, reader.Id, now));
    }
}
