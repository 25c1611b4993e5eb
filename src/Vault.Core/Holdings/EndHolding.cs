using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Holdings;

/// <summary>Somebody has seen on the platform that a holding is gone. The row stays.</summary>
public sealed class EndHolding(VaultInstance vault)
{
    /// <param name="evidence">What was seen, and where.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<HoldingOutcome> Run(Actor actor, HoldingId id, Reason evidence)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<HoldingOutcome>(
            actor,
            scope =>
            {
                var row = scope.Db.Set<Holding>().Where(h => h.Id == id);
                if (scope.Db.OneOfNow(row, id.ToString()) is not { } holding)
                    return new HoldingOutcome.NotFound();
                var keeper = HoldingKeeper.Find(scope.Db, by, holding.Account, scope.Now)!;
                if (keeper.Refusal(scope, HoldingStep.End, id) is { } refused)
                    return refused;
                if (!holding.IsRunning)
                    return keeper.Refuse(scope, HoldingStep.End, id, HoldingRefusal.EndedBefore);
                End(scope, holding, by, evidence.Text);
                return new HoldingOutcome.Done(holding);
            }
        );
    }

    internal static void End(WriteScope scope, Holding holding, PersonId by, string? evidence)
    {
        holding.End(by, scope.Now);
        var text = evidence is null ? null : PrivateText.Of(evidence);
        scope.Append(new HoldingEnded(holding.Account, holding.Id, holding.Kind, holding.Holder, text));
    }
}
