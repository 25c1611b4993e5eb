using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>退回补充: something is missing on a list; the leaver completes it.</summary>
public sealed class SendHandoverListBack(VaultInstance vault, FieldSealer fields)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<HandoverOutcome> Run(Actor actor, HandoverId id, AccountId account, Reason why)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<HandoverOutcome>(
            actor,
            scope =>
            {
                if (HandoverSteps.Find(scope, id, HandoverStep.SendListBack) is not { } facts)
                    return new HandoverOutcome.NotFound();
                if (!facts.TryFind(account, out var part))
                    return new HandoverOutcome.NotFound();
                if (ListRules.Decide(facts, part, by) is { } refusal)
                    return HandoverSteps.Refuse(scope, id, HandoverStep.SendListBack, refusal);
                part.SendBack(HandoverText.SealReturn(fields, part, why.Text));
                scope.Append(new HandoverListSentBack(account, id, PrivateText.Of(why.Text)));
                return new HandoverOutcome.Done(id);
            }
        );
    }
}
