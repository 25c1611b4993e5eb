using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>The leaver names something that the vault cannot know: a folder of drafts, a device, a group he runs.</summary>
public sealed class AddHandoverItem(VaultInstance vault, FieldSealer fields)
{
    /// <param name="text">What it is and where.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<HandoverOutcome> Run(Actor actor, HandoverId id, AccountId account, Reason text)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<HandoverOutcome>(
            actor,
            scope =>
            {
                if (HandoverSteps.Find(scope, id, HandoverStep.AddItem) is not { } facts)
                    return new HandoverOutcome.NotFound();
                if (!facts.TryFind(account, out var part))
                    return new HandoverOutcome.NotFound();
                if (ListRules.Change(facts, part, by) is { } why)
                    return HandoverSteps.Refuse(scope, id, HandoverStep.AddItem, why);
                var item = HandoverItemId.New();
                scope.Db.Add(HandoverItem.OfText(part, item, HandoverText.SealItem(fields, item, text.Text)));
                scope.Append(new HandoverItemAdded(account, id, item, PrivateText.Of(text.Text)));
                return new HandoverOutcome.Done(id);
            }
        );
    }
}
