using Vault.Core.Calendar;

namespace Vault.Core.Reviews;

/// <summary>A handover of one account.</summary>
/// <param name="ClosedAt">When three had signed for it; null while it is open.</param>
internal sealed record HandedOver(
    AccountId Account,
    PersonId Leaver,
    PersonId Successor,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt
);

/// <summary>An account that somebody had in an emergency.</summary>
internal sealed record InEmergency(AccountId Account, PersonId Taker, DateTimeOffset From, DateTimeOffset Until);

/// <summary>A checkout that an entry of the period speaks of.</summary>
internal sealed record HeldUntil(PersonId Holder, DateTimeOffset Due);

/// <summary>What the flags of a period rest on beside its lines.</summary>
/// <param name="Reminded">Checkouts of which a line of the period says already that they became overdue.</param>
/// <param name="FirstUses">Sequences of the lines by which somebody used an account for the first time.</param>
internal sealed record FlagContext(
    WorkingDays Calendar,
    IReadOnlyList<InEmergency> Emergencies,
    IReadOnlyList<HandedOver> Handovers,
    IReadOnlyDictionary<CheckoutId, HeldUntil> Checkouts,
    IReadOnlySet<CheckoutId> Reminded,
    IReadOnlySet<long> FirstUses
);

/// <summary>Which entries have to be looked at, and why: pure.</summary>
public static class FlagRules
{
    /// <summary>What is done before is outside working hours.</summary>
    public static readonly TimeOnly DayBegins = new(8, 0);

    /// <summary>What is done from then on is outside working hours.</summary>
    public static readonly TimeOnly DayEnds = new(18, 0);

    /// <summary>In the order of the enumeration; none: it has not to be looked at.</summary>
    internal static IReadOnlyList<ReviewFlag> Of(AccessLine line, FlagContext context) =>
        [.. Enum.GetValues<ReviewFlag>().Where(f => Has(f, line, context))];

    /// <summary>Who has to answer for it: whoever did it; of what the vault noticed, whom it is about.</summary>
    internal static PersonId? Answers(AccessLine line, FlagContext context) =>
        (line.BecameOverdue ?? line.Ended) is { } checkout && context.Checkouts.TryGetValue(checkout, out var held)
            ? held.Holder
            : line.Actor;

    private static bool Has(ReviewFlag flag, AccessLine line, FlagContext context) =>
        flag switch
        {
            ReviewFlag.BreakGlass => line.Event is Checkouts.BreakGlassOpened || IsEmergency(line, context),
            ReviewFlag.OutsideHours => IsDone(line) && !IsWorkingTime(line.At, context.Calendar),
            ReviewFlag.Overdue => IsOverdue(line, context),
            ReviewFlag.AfterHandover => context.Handovers.Any(h => IsAfter(line, h)),
            ReviewFlag.VolumeLimit => line.Event is Custody.VolumeLimitReached,
            ReviewFlag.FirstUse => context.FirstUses.Contains(line.Sequence),
            _ => false,
        };

    private static bool IsDone(AccessLine line) =>
        line.IsUse || line.IsExport || line.Event is Checkouts.BreakGlassOpened;

    private static bool IsWorkingTime(DateTimeOffset at, WorkingDays calendar)
    {
        var time = OrganisationTime.TimeOf(at);
        return calendar.Has(OrganisationTime.DayOf(at)) && time >= DayBegins && time < DayEnds;
    }

    private static bool IsEmergency(AccessLine line, FlagContext context) =>
        line.IsUse
        && context.Emergencies.Any(e =>
            e.Account == line.Account && e.Taker == line.Actor && line.At >= e.From && line.At < e.Until
        );

    /// <summary>Once for a checkout: when it became overdue or, where nobody was reminded of that, when it ended.</summary>
    private static bool IsOverdue(AccessLine line, FlagContext context) =>
        line.BecameOverdue is not null
        || (
            line.Ended is { } checkout
            && !context.Reminded.Contains(checkout)
            && context.Checkouts.TryGetValue(checkout, out var held)
            && line.At > held.Due
        );

    /// <summary>
    /// The leaver gets at it no more: his attempts count, and for good. Others do until it is closed, whose work it may be;
    /// the successor changes it.
    /// </summary>
    private static bool IsAfter(AccessLine line, HandedOver handover)
    {
        if (line.Account != handover.Account || line.At < handover.OpenedAt)
            return false;
        if (line.Actor == handover.Leaver)
            return line.IsUse || line.IsRefusal;
        return line.IsUse
            && line.Actor != handover.Successor
            && (handover.ClosedAt is not { } closed || line.At < closed);
    }
}
