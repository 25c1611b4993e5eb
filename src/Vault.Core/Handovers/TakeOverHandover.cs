using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>
/// 单方接管: the leaver cannot or will not do his part. Who answers for the accounts does it in his place, with a reason
/// that stays on the record, and signs where he would have signed. The successor and the witness stay who they are. Another
/// does it in his turn once he does not answer for the accounts any more.
/// </summary>
public sealed class TakeOverHandover(VaultInstance vault, FieldSealer fields)
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
                if (HandoverSteps.Find(scope, id, HandoverStep.TakeOver) is not { } facts)
                    return new HandoverOutcome.NotFound();
                if (Barred(scope, facts, by) is { } refusal)
                    return HandoverSteps.Refuse(scope, id, HandoverStep.TakeOver, refusal);
                if (!HandoverSteps.Proves(scope, proof, id))
                    return HandoverSteps.Refuse(scope, id, HandoverStep.TakeOver, HandoverRefusal.ProofNotFresh);
                facts.Handover.TakeOver(by, HandoverText.Seal(fields, id, why.Text));
                scope.Append(new HandoverTakenOver(id, facts.Handover.Leaver, PrivateText.Of(why.Text)));
                return new HandoverOutcome.Done(id);
            }
        );
    }

    private static HandoverRefusal? Barred(WriteScope scope, HandoverFacts facts, PersonId by)
    {
        if (HandoverSteps.NotOpen(facts.Handover) is { } notOpen)
            return notOpen;
        var mayLead =
            by != facts.Handover.Leaver
            && HandoverSteps.MayLead(scope.Db, by, facts.Parts.Select(p => p.Account), scope.Now);
        // Three persons sign: who receives or witnesses an account does not also give it.
        if (!mayLead || facts.Parts.Any(p => p.IsSigned && (p.Successor == by || p.Witness == by)))
            return HandoverRefusal.NotYourRole;
        var isTaken = facts.Handover.IsOneSided && !HandoverSteps.HasLostItsTaker(scope.Db, facts, scope.Now);
        return isTaken ? HandoverRefusal.NotYourTurn : null;
    }
}
