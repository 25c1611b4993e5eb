using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Incidents;

/// <summary>
/// Concludes an incident, so that the account can be checked out again: the office does, but nobody of it who reported it
/// or uses the account.
/// </summary>
public sealed class ConcludeIncident(VaultInstance vault, FieldSealer fields)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Incident"/> with the incident as subject.</param>
    /// <param name="found">What was found; of a false alarm, what it was.</param>
    /// <inheritdoc cref="ReportCompromise.Run" path="/exception"/>
    public Task<IncidentOutcome> Run(
        Actor actor,
        FreshProof? proof,
        IncidentId id,
        IncidentConclusion conclusion,
        Reason found
    )
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write(
            actor,
            scope =>
            {
                var row = scope.Db.Set<Incident>().Where(i => i.Id == id);
                if (scope.Db.OneOfNow(row, id.ToString()) is not { } incident)
                {
                    scope.Append(new AccessRefused(nameof(ConcludeIncident), id.ToString()));
                    return new IncidentOutcome.NotFound();
                }
                var facts = IncidentFacts.Read(scope.Db, incident.Account, scope.Now)!;
                var refusal = IncidentRules.Conclude(facts, incident, conclusion, by, scope.Now);
                if (refusal is null && proof?.Use(actor, ProofPurpose.Incident, id.Value, scope.Now) != true)
                    refusal = IncidentRefusal.ProofNotFresh;
                if (refusal is { } why)
                    return IncidentOutcome.Refuse(scope, incident.Account, why);
                incident.Conclude(fields, conclusion, found, by, scope.Now);
                var (account, text) = (incident.Account, PrivateText.Of(found.Text));
                scope.Append(new IncidentConcluded(account, id, incident.Number, conclusion, text));
                return new IncidentOutcome.Done(id);
            }
        );
    }
}
