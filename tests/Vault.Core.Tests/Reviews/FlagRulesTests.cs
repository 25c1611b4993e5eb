using Vault.Core.Audit;
using Vault.Core.Calendar;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Evidence;
using Vault.Core.Notices;
using Vault.Core.Reviews;
using Xunit;

namespace Vault.Core.Tests.Reviews;

/// <summary>Which entries are flagged, both sides of each limit. Monday, 2 March 2026 is a working day.</summary>
public sealed class FlagRulesTests
{
    private static readonly AccountId Account = AccountId.New();
    private static readonly PersonId Zhang = PersonId.New();
    private static readonly PersonId Li = PersonId.New();
    private static readonly DateTimeOffset Noon = At(2, 12, 0);

    [Theory]
    [InlineData(2, 7, 59, true)]
    [InlineData(2, 8, 0, false)]
    [InlineData(2, 17, 59, false)]
    [InlineData(2, 18, 0, true)]
    [InlineData(7, 12, 0, true)]
    [InlineData(8, 12, 0, false)]
    [InlineData(3, 12, 0, true)]
    public void Working_hours_are_those_of_the_calendar(int day, int hour, int minute, bool isFlagged)
    {
        // The 8th, a Sunday, is worked; the 3rd, a Tuesday, is free.
        var context = Context() with
        {
            Calendar = WorkingDays.Of([new(2026, 3, 8), new(2026, 3, 3)]),
        };
        AuditEvent[] done = [Revealed, new LogExported(1, [], false), Broken(CheckoutId.New())];

        foreach (var happened in done)
            Assert.Equal(isFlagged, Flags(happened, At(day, hour, minute), context).Contains(ReviewFlag.OutsideHours));
        Assert.Empty(Flags(new CheckoutOpened(Account, CheckoutId.New(), Noon), At(day, hour, minute), context));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void Use_in_an_emergency_is_flagged_while_it_lasts(int minutes, bool isFlagged)
    {
        var context = Context() with { Emergencies = [new(Account, Zhang, Noon, Noon.AddHours(1))] };

        var at = Noon.AddMinutes(minutes);
        Assert.Equal(isFlagged, Flags(Revealed, at, context).Contains(ReviewFlag.BreakGlass));
        Assert.Empty(Flags(Revealed, at, context, by: Li));
        Assert.Contains(ReviewFlag.BreakGlass, Flags(Broken(CheckoutId.New()), at, context));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_checkout_that_ends_late_is_flagged_unless_it_was_when_it_became_overdue(int late, bool isFlagged)
    {
        var id = CheckoutId.New();
        var context = Context() with { Checkouts = new Dictionary<CheckoutId, HeldUntil> { [id] = new(Zhang, Noon) } };
        var at = Noon.AddMilliseconds(late);
        AuditEvent[] ends =
        [
            new CheckoutReturned(Account, id, null),
            new CheckoutForcedBack(Account, id, Zhang, PrivateText.Of("领用人出差")),
            new LapsedCheckoutEnded(Account, id, Zhang),
        ];

        foreach (var end in ends)
        {
            Assert.Equal(isFlagged, Flags(end, at, context).Contains(ReviewFlag.Overdue));
            Assert.Empty(Flags(end, at, context with { Reminded = new HashSet<CheckoutId> { id } }));
            Assert.Equal(Zhang, FlagRules.Answers(Line(end, at, Li), context));
        }
        var reminded = new ReminderGiven(Account, ReminderKind.CheckoutOverdue, id.Value, null);
        Assert.Equal([ReviewFlag.Overdue], Flags(reminded, at, context, by: null));
        Assert.Equal(Zhang, FlagRules.Answers(Line(reminded, at, null), context));
        Assert.False(AccessLine.IsAccess(reminded with { Kind = ReminderKind.HoldingEnding }));
    }

    [Theory]
    [InlineData(-1, false, false)]
    [InlineData(0, true, true)]
    [InlineData(59, true, true)]
    [InlineData(60, true, false)]
    public void Use_after_a_handover_opened_is_flagged_of_the_leaver_for_good_and_of_others_until_it_is_closed(
        int minutes,
        bool isLeavers,
        bool isOthers
    )
    {
        var (other, successor) = (PersonId.New(), Li);
        var context = Context() with { Handovers = [new(Account, Zhang, successor, Noon, Noon.AddHours(1))] };
        var at = Noon.AddMinutes(minutes);
        var refused = new CustodyRefused(Account, Component.Password, CustodyRefusal.NotAppointed);

        Assert.Equal(isLeavers, Flags(Revealed, at, context).Contains(ReviewFlag.AfterHandover));
        Assert.Equal(isLeavers, Flags(refused, at, context).Contains(ReviewFlag.AfterHandover));
        Assert.Equal(isOthers, Flags(Revealed, at, context, by: other).Contains(ReviewFlag.AfterHandover));
        Assert.Empty(Flags(refused, at, context, by: other));
        Assert.Empty(Flags(Revealed, at, context, by: successor));
    }

    [Fact]
    public void The_alarm_of_the_hour_and_first_uses_are_flagged_and_nothing_else()
    {
        Assert.Equal([ReviewFlag.VolumeLimit], Flags(new VolumeLimitReached(Zhang, 30, Noon), Noon, Context()));
        Assert.Equal(
            [ReviewFlag.FirstUse],
            Flags(Revealed, Noon, Context() with { FirstUses = new HashSet<long> { 7 } })
        );
        Assert.Empty(Flags(Revealed, Noon, Context() with { FirstUses = new HashSet<long> { 8 } }));
    }

    private static SecretRevealed Revealed =>
        new(Account, SecretVersionId.New(), Component.Password, 1, [], PrivateText.Of("发布今天的招生通知"));

    private static BreakGlassOpened Broken(CheckoutId id) =>
        new(Account, id, Noon, Noon, null, "emergency", PrivateText.Of("账号疑似被盗"));

    private static FlagContext Context() =>
        new(
            WorkingDays.Week,
            [],
            [],
            new Dictionary<CheckoutId, HeldUntil>(),
            new HashSet<CheckoutId>(),
            new HashSet<long>()
        );

    private static IReadOnlyList<ReviewFlag> Flags(AuditEvent happened, DateTimeOffset at, FlagContext context) =>
        Flags(happened, at, context, Zhang);

    private static IReadOnlyList<ReviewFlag> Flags(
        AuditEvent happened,
        DateTimeOffset at,
        FlagContext context,
        PersonId? by
    ) => FlagRules.Of(Line(happened, at, by), context);

    private static AccessLine Line(AuditEvent happened, DateTimeOffset at, PersonId? by) => new(7, at, by, happened);

    private static DateTimeOffset At(int day, int hour, int minute) =>
        new(2026, 3, day, hour, minute, 0, TimeSpan.FromHours(8));
}
