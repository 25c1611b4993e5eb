using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>What was prepared, held against what is now: people and duties change until it is opened.</summary>
/// <param name="Parts">Incomplete if anything is wrong.</param>
/// <param name="IsOutdated">What the leaver was to an account he no longer is, or another receives it.</param>
internal sealed record PreparedPlan(IReadOnlyList<PartPlan> Parts, IReadOnlyList<HandoverFault> Faults, bool IsOutdated)
{
    public bool CanBeOpened => Faults.Count == 0 && !IsOutdated;

    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static PreparedPlan Check(VaultDb db, HandoverFacts facts, DateTimeOffset now)
    {
        var check = new PlanCheck(db, now);
        var parts = check.Run(PlanOf(facts), facts.Handover.PreparedBy, facts.Handover.Id);
        return new(parts, check.Faults, parts.Any(p => IsOther(facts, p)));
    }

    private static HandoverPlan PlanOf(HandoverFacts facts)
    {
        var handover = facts.Handover;
        var accounts = facts.Parts.Select(p => new PlannedAccount(p.Account, p.Successor, p.IsInterim, p.Witness));
        return new(handover.Leaver, handover.Cause, null, handover.EffectiveOn, [.. accounts])
        {
            Days = handover.Days,
            IsDeparture = handover.IsDeparture,
            UnitSuccessor = handover.UnitSuccessor,
        };
    }

    private static bool IsOther(HandoverFacts facts, PartPlan plan) =>
        !facts.TryFind(plan.Duties.Account.Id, out var part)
        || part.Role != plan.Role
        || (part.Successor != plan.Successor && AccountDuties.Passes(plan.Role));
}
