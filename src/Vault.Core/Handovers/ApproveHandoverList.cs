using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>The witness approves the lists of some accounts: from then on they are as they are, and their hash says so.</summary>
public sealed class ApproveHandoverList(VaultInstance vault, FieldSealer fields)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Sign"/> with the handover as subject.</param>
    /// <param name="accounts">All of them, or none of them.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<HandoverOutcome> Run(
        Actor actor,
        FreshProof? proof,
        HandoverId id,
        IReadOnlyCollection<AccountId> accounts
    )
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<HandoverOutcome>(
            actor,
            scope =>
            {
                if (HandoverSteps.Find(scope, id, HandoverStep.ApproveList) is not { } facts)
                    return new HandoverOutcome.NotFound();
                if (facts.Some(accounts) is not { } parts)
                    return new HandoverOutcome.NotFound();
                foreach (var part in parts)
                    if (ListRules.Decide(facts, part, by) is { } why)
                        return HandoverSteps.Refuse(scope, id, HandoverStep.ApproveList, why);
                if (!HandoverSteps.Proves(scope, proof, id))
                    return HandoverSteps.Refuse(scope, id, HandoverStep.ApproveList, HandoverRefusal.ProofNotFresh);
                foreach (var part in parts)
                {
                    var hash = HandoverDocument.HashOfList(fields, facts, part);
                    part.Approve(hash, scope.Now);
                    scope.Append(new HandoverListApproved(part.Account, id, facts.ItemsOf(part).Count, hash));
                }
                return new HandoverOutcome.Done(id);
            }
        );
    }
}
