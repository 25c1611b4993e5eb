using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>
/// Cancels a handover before any of its lists is approved. Duties that passed with its opening stay where they are: to give
/// them back is a grant, and takes two persons like any other.
/// </summary>
public sealed class CancelHandover(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Sign"/> with the handover as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<HandoverOutcome> Run(Actor actor, FreshProof? proof, HandoverId id, Reason why)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<HandoverOutcome>(
            actor,
            scope =>
            {
                if (HandoverSteps.Find(scope, id, HandoverStep.Cancel) is not { } facts)
                    return new HandoverOutcome.NotFound();
                if (Barred(scope, facts, by) is { } refusal)
                    return HandoverSteps.Refuse(scope, id, HandoverStep.Cancel, refusal);
                if (!HandoverSteps.Proves(scope, proof, id))
                    return HandoverSteps.Refuse(scope, id, HandoverStep.Cancel, HandoverRefusal.ProofNotFresh);
                facts.Handover.Cancel(by, scope.Now);
                scope.Append(new HandoverCancelled(id, facts.Handover.Leaver, PrivateText.Of(why.Text)));
                return new HandoverOutcome.Done(id);
            }
        );
    }

    private static HandoverRefusal? Barred(WriteScope scope, HandoverFacts facts, PersonId by)
    {
        if (
            by == facts.Handover.Leaver
            || !HandoverSteps.MayLead(scope.Db, by, facts.Parts.Select(p => p.Account), scope.Now)
        )
            return HandoverRefusal.NotYourRole;
        if (facts.Handover.CancelledAt is not null)
            return HandoverRefusal.Cancelled;
        return facts.Parts.Any(p => p.ApprovedAt is not null) ? HandoverRefusal.InProgress : null;
    }
}
