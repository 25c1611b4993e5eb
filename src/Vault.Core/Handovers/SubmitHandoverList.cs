using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>The leaver says that the lists of some accounts are complete; the witness reads them next.</summary>
public sealed class SubmitHandoverList(VaultInstance vault)
{
    /// <param name="accounts">All of them, or none of them.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<HandoverOutcome> Run(Actor actor, HandoverId id, IReadOnlyCollection<AccountId> accounts)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<HandoverOutcome>(
            actor,
            scope =>
            {
                if (HandoverSteps.Find(scope, id, HandoverStep.SubmitList) is not { } facts)
                    return new HandoverOutcome.NotFound();
                if (facts.Some(accounts) is not { } parts)
                    return new HandoverOutcome.NotFound();
                foreach (var part in parts)
                    if (ListRules.Change(facts, part, by) is { } why)
                        return HandoverSteps.Refuse(scope, id, HandoverStep.SubmitList, why);
                foreach (var part in parts)
                {
                    part.List(scope.Now);
                    scope.Append(new HandoverListSubmitted(part.Account, id, facts.ItemsOf(part).Count));
                }
                return new HandoverOutcome.Done(id);
            }
        );
    }
}
