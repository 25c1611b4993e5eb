using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>What one person can do about a part now, said by the same rules that decide it when he does.</summary>
internal static class PartSteps
{
    /// <param name="isOffice">He holds the registrar's role.</param>
    /// <param name="mayLead">He starts handovers of the account.</param>
    /// <param name="next">Who could be named as successor.</param>
    /// <param name="namesWitness">There is somebody whom he could name as witness.</param>
    public static IReadOnlySet<HandoverStep> Of(
        HandoverFacts facts,
        PartProgress progress,
        PersonId person,
        bool isOffice,
        bool mayLead,
        PersonId? next,
        bool namesWitness
    )
    {
        var (part, steps) = (progress.Part, new HashSet<HandoverStep>());
        if (HandoverSteps.NotOpen(facts.Handover) is not null || part.ClosedAt is not null)
            return steps;
        if (ListRules.Change(facts, part, person) is null)
            steps.UnionWith([HandoverStep.AddItem, HandoverStep.SubmitList]);
        if (ListRules.Decide(facts, part, person) is null)
            steps.UnionWith([HandoverStep.ApproveList, HandoverStep.SendListBack]);
        foreach (var item in progress.Items)
            steps.UnionWith(OfItem(facts, part, item, person));
        if (CanWaive(facts, progress, person, isOffice))
            steps.Add(HandoverStep.Waive);
        if (progress.BeforeSigning is null && IsNext(facts, progress, person))
            steps.Add(HandoverStep.Sign);
        if (namesWitness)
            steps.Add(HandoverStep.NameWitness);
        var isNew = next is not null && (next != part.Successor || part.IsInterim);
        if (mayLead && isNew && person != facts.Handover.Leaver)
            steps.Add(HandoverStep.NameSuccessor);
        return steps;
    }

    /// <summary>What one person can do about one line.</summary>
    public static IEnumerable<HandoverStep> OfItem(
        HandoverFacts facts,
        HandoverPart part,
        HandoverItem item,
        PersonId person
    )
    {
        if (ListRules.Hand(facts, part, item, person) is null)
            yield return HandoverStep.HandOver;
        if (ListRules.CountIn(facts, part, item, person) is null)
            yield return HandoverStep.CountIn;
        if (ListRules.Dispute(facts, part, item, person) is null)
            yield return HandoverStep.ReportDiscrepancy;
        if (ListRules.SetAside(facts, part, item, person) is null)
            yield return HandoverStep.SetAside;
    }

    private static bool IsNext(HandoverFacts facts, PartProgress progress, PersonId person) =>
        progress.NextSide is { } side && facts.PersonOn(progress.Part, side) == person;

    private static bool CanWaive(HandoverFacts facts, PartProgress progress, PersonId person, bool isOffice) =>
        isOffice
        && person != facts.Handover.Leaver
        && person != facts.LeaverSide
        && person != progress.Part.Successor
        && progress.Known.Any(k => !k.IsDone);
}
