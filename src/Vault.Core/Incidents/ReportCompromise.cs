using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.People;

namespace Vault.Core.Incidents;

/// <summary>
/// 报告疑似被盗用: in one transaction nobody has the account any more, whatever opens it is owed a change, and the incident
/// is on record. It takes nothing from who changes it: see <see cref="Freeze"/>.
/// </summary>
public sealed class ReportCompromise(VaultInstance vault, FieldSealer fields)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Incident"/> with the account as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    /// <exception cref="TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public Task<IncidentOutcome> Run(Actor actor, FreshProof? proof, AccountId account, Reason why)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write(
            actor,
            scope =>
            {
                var facts = IncidentFacts.Read(scope.Db, account, scope.Now);
                var refusal = facts is null
                    ? IncidentRefusal.NotYours
                    : IncidentRules.Report(facts, Freeze.Open(scope.Db, account), by, scope.Now);
                if (refusal is null && proof?.Use(actor, ProofPurpose.Incident, account.Value, scope.Now) != true)
                    refusal = IncidentRefusal.ProofNotFresh;
                return refusal is { } not ? IncidentOutcome.Refuse(scope, account, not) : Enter(scope, facts!, why, by);
            }
        );
    }

    private IncidentOutcome.Done Enter(WriteScope scope, IncidentFacts facts, Reason why, PersonId by)
    {
        var (db, account) = (scope.Db, facts.Account.Id);
        // Read before anything is changed: what a command has changed it cannot hold against the log any more.
        var checkouts = CheckoutFacts.Read(db, account, scope.Now)!;
        var incident = Incident.Of(fields, db.EveryNow<Incident>().Count + 1, account, why, by, scope.Now);
        db.Add(incident);
        scope.Append(new CompromiseReported(account, incident.Id, incident.Number, PrivateText.Of(why.Text)));
        CheckoutClosing.EndAll(scope, checkouts, c => new FrozenCheckoutEnded(account, c.Id, c.Requester, incident.Id));
        SuspectedChanges.Owe(scope, facts);
        return new(incident.Id);
    }
}
