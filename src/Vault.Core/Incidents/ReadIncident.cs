using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Incidents;

/// <summary>One incident. Holds no secret.</summary>
/// <param name="Reason">Why it is suspected; only for who answers for the account: it may name somebody who uses it.</param>
/// <param name="Finding">Likewise.</param>
/// <param name="Unchanged">What has no newer value yet; empty once it is concluded.</param>
/// <param name="Barred">What stands in the way of the reader concluding it; null: nothing.</param>
public sealed record IncidentFile(
    Incident Incident,
    Account Account,
    string ReportedBy,
    string? ConcludedBy,
    string? Reason,
    string? Finding,
    IReadOnlyList<Component> Unchanged,
    IncidentRefusal? Barred
);

/// <summary>One incident, for whoever sees its account.</summary>
public sealed class ReadIncident(VaultDb db, FieldSealer fields, TimeProvider clock)
{
    /// <returns>Null if there is no such incident, or none for this reader: the two look alike.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<IncidentFile?> Run(Standing reader, IncidentId id)
    {
        var now = clock.GetUtcNow();
        if (await db.OneOf(db.Set<Incident>().Where(i => i.Id == id), id.ToString()) is not { } incident)
            return null;
        if (await AccountAccess.Find(db, incident.Account, reader, now) is not { Account: var account })
            return null;
        var facts = IncidentFacts.Read(db, account.Id, now)!;
        var answers = IncidentRules.Answers(facts, reader.Id, now);
        var people = new[] { incident.ReportedBy, incident.ConcludedBy ?? incident.ReportedBy };
        var names = await db.Set<Person>()
            .Where(p => people.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.DisplayName);
        return new(
            incident,
            account,
            names[incident.ReportedBy],
            incident.ConcludedBy is { } by ? names[by] : null,
            answers ? incident.Reason(fields) : null,
            answers ? incident.Finding(fields) : null,
            incident.IsOpen ? facts.Unchanged : [],
            IncidentRules.ConcludeAtAll(facts, incident, reader.Id, now)
        );
    }
}
