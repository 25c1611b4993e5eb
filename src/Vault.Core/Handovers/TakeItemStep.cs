using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>What somebody does about lines of an approved list.</summary>
public abstract record ItemStep
{
    private ItemStep() { }

    /// <summary>The leaver has handed it over.</summary>
    public sealed record Hand : ItemStep;

    /// <summary>The successor has it.</summary>
    public sealed record CountIn : ItemStep;

    /// <summary>The successor did not get what the list says.</summary>
    public sealed record Dispute(Reason Why) : ItemStep;

    /// <summary>It does not apply; never for a secret, nor for what is bound to a person.</summary>
    public sealed record SetAside(Reason Why) : ItemStep;
}

/// <summary>逐项移交、点收: takes one step about some lines, all of them or none of them.</summary>
public sealed class TakeItemStep(VaultInstance vault, FieldSealer fields)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<HandoverOutcome> Run(
        Actor actor,
        HandoverId id,
        IReadOnlyCollection<HandoverItemId> items,
        ItemStep step
    )
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<HandoverOutcome>(
            actor,
            scope =>
            {
                var kind = KindOf(step);
                if (HandoverSteps.Find(scope, id, kind) is not { } facts)
                    return new HandoverOutcome.NotFound();
                var lines = facts.Items.Where(i => items.Contains(i.Id)).ToList();
                if (lines.Count == 0 || lines.Count != items.Distinct().Count())
                    return new HandoverOutcome.NotFound();
                foreach (var line in lines)
                    if (Rule(facts, line, step, by) is { } why)
                        return HandoverSteps.Refuse(scope, id, kind, why);
                foreach (var line in lines)
                    Take(scope, line, step);
                return new HandoverOutcome.Done(id);
            }
        );
    }

    private static HandoverStep KindOf(ItemStep step) =>
        step switch
        {
            ItemStep.Hand => HandoverStep.HandOver,
            ItemStep.CountIn => HandoverStep.CountIn,
            ItemStep.Dispute => HandoverStep.ReportDiscrepancy,
            _ => HandoverStep.SetAside,
        };

    private static HandoverRefusal? Rule(HandoverFacts facts, HandoverItem item, ItemStep step, PersonId by)
    {
        var part = facts.Parts.Single(p => p.Account == item.Account);
        return step switch
        {
            ItemStep.Hand => ListRules.Hand(facts, part, item, by),
            ItemStep.CountIn => ListRules.CountIn(facts, part, item, by),
            ItemStep.Dispute => ListRules.Dispute(facts, part, item, by),
            _ => ListRules.SetAside(facts, part, item, by),
        };
    }

    private void Take(WriteScope scope, HandoverItem item, ItemStep step)
    {
        var (account, handover, id, kind) = (item.Account, item.Handover, item.Id, item.Kind);
        switch (step)
        {
            case ItemStep.Hand:
                item.Hand(scope.Now);
                scope.Append(new HandoverItemHanded(account, handover, id, kind));
                break;
            case ItemStep.CountIn:
                item.CountIn(scope.Now);
                scope.Append(new HandoverItemCountedIn(account, handover, id, kind));
                break;
            case ItemStep.Dispute(var why):
                item.Dispute(HandoverText.SealRemark(fields, id, why.Text), scope.Now);
                scope.Append(new HandoverDiscrepancyReported(account, handover, id, kind, PrivateText.Of(why.Text)));
                break;
            case ItemStep.SetAside(var why):
                item.SetAside(HandoverText.SealRemark(fields, id, why.Text), scope.Now);
                scope.Append(new HandoverItemSetAside(account, handover, id, kind, PrivateText.Of(why.Text)));
                break;
        }
    }
}
