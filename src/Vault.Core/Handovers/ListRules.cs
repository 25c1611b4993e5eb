using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>The rules of lists and their lines, pure. Null: nothing stands in the way.</summary>
internal static class ListRules
{
    /// <summary>Adding to a list, or calling it complete.</summary>
    public static HandoverRefusal? Change(HandoverFacts facts, HandoverPart part, PersonId by)
    {
        if (OfPart(facts, part) is { } why)
            return why;
        if (by != facts.LeaverSide)
            return HandoverRefusal.NotYourRole;
        return part.ListedAt is null ? null : HandoverRefusal.ListedBefore;
    }

    /// <summary>Approving a list, or sending it back.</summary>
    public static HandoverRefusal? Decide(HandoverFacts facts, HandoverPart part, PersonId by)
    {
        if (OfPart(facts, part) is { } why)
            return why;
        if (by != part.Witness)
            return HandoverRefusal.NotYourRole;
        if (part.ApprovedAt is not null)
            return HandoverRefusal.ApprovedBefore;
        return part.ListedAt is null ? HandoverRefusal.NotListed : null;
    }

    public static HandoverRefusal? Hand(HandoverFacts facts, HandoverPart part, HandoverItem item, PersonId by)
    {
        if (OfLines(facts, part) is { } why)
            return why;
        if (by != facts.LeaverSide)
            return HandoverRefusal.NotYourRole;
        return item.State is ItemState.Waiting or ItemState.Discrepancy ? null : HandoverRefusal.SettledBefore;
    }

    public static HandoverRefusal? CountIn(HandoverFacts facts, HandoverPart part, HandoverItem item, PersonId by)
    {
        if (OfLines(facts, part) is { } why)
            return why;
        if (by != part.Successor)
            return HandoverRefusal.NotYourRole;
        if (item.IsSettled)
            return HandoverRefusal.SettledBefore;
        return item.State == ItemState.Waiting ? HandoverRefusal.NotHanded : null;
    }

    public static HandoverRefusal? Dispute(HandoverFacts facts, HandoverPart part, HandoverItem item, PersonId by)
    {
        if (OfLines(facts, part) is { } why)
            return why;
        if (by != part.Successor)
            return HandoverRefusal.NotYourRole;
        return item.State is ItemState.Waiting or ItemState.Handed ? null : HandoverRefusal.SettledBefore;
    }

    /// <summary>The successor, or the witness who settles a dispute. What opens the account is never set aside.</summary>
    public static HandoverRefusal? SetAside(HandoverFacts facts, HandoverPart part, HandoverItem item, PersonId by)
    {
        if (OfLines(facts, part) is { } why)
            return why;
        if (by != part.Successor && by != part.Witness)
            return HandoverRefusal.NotYourRole;
        if (item.IsSettled)
            return HandoverRefusal.SettledBefore;
        return item.Kind is HandoverItemKind.Secret or HandoverItemKind.Holding ? HandoverRefusal.NotSetAside : null;
    }

    private static HandoverRefusal? OfLines(HandoverFacts facts, HandoverPart part) =>
        OfPart(facts, part) ?? (part.ApprovedAt is null ? HandoverRefusal.NotApproved : null);

    private static HandoverRefusal? OfPart(HandoverFacts facts, HandoverPart part)
    {
        if (HandoverSteps.NotOpen(facts.Handover) is { } why)
            return why;
        if (part.ClosedAt is not null)
            return HandoverRefusal.Closed;
        // Nobody signs for it, so there is no list either.
        return part.IsSigned ? null : HandoverRefusal.NotYourRole;
    }
}
