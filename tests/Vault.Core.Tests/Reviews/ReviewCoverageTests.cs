using System.Globalization;
using Vault.Core.Calendar;
using Vault.Core.Reviews;
using Xunit;

namespace Vault.Core.Tests.Reviews;

/// <summary>Which days can be reviewed, which have been, and which months are owed.</summary>
public sealed class ReviewCoverageTests
{
    private static readonly DateOnly Founded = new(2026, 2, 10);
    private static readonly DateOnly Today = new(2026, 4, 14);

    [Theory]
    [InlineData("2026-04-13", "2026-04-13", null)]
    [InlineData("2026-04-13", "2026-04-14", PeriodFault.NotOver)]
    [InlineData("2026-04-13", "2026-04-12", PeriodFault.Reversed)]
    [InlineData("2026-02-10", "2026-03-31", null)]
    [InlineData("2026-02-09", "2026-03-31", PeriodFault.BeforeVault)]
    [InlineData(null, "2026-03-31", PeriodFault.Missing)]
    [InlineData("2026-03-01", null, PeriodFault.Missing)]
    public void A_period_is_over_and_of_this_vault(string? from, string? until, PeriodFault? fault) =>
        Assert.Equal(fault, ReviewPeriod.Fault(Day(from), Day(until), Founded, Today));

    [Theory]
    [InlineData(365, null)]
    [InlineData(366, PeriodFault.TooLong)]
    public void A_period_is_a_year_at_most(int later, PeriodFault? fault) =>
        Assert.Equal(fault, ReviewPeriod.Fault(Founded, Founded.AddDays(later), Founded, Founded.AddYears(3)));

    [Fact]
    public void What_no_review_covers_is_a_gap_however_they_overlap()
    {
        Assert.Equal([new(Founded, Today.AddDays(-1))], Cover().Gaps);
        Assert.Equal(
            [new(new(2026, 2, 16), new(2026, 2, 16)), new(new(2026, 3, 1), new(2026, 4, 13))],
            Cover(("2026-02-17", "2026-02-28"), ("2026-02-10", "2026-02-15"), ("2026-02-12", "2026-02-13")).Gaps
        );
        Assert.Empty(Cover(("2026-02-10", "2026-04-13")).Gaps);
    }

    [Theory]
    [InlineData("2026-03-14", true)]
    [InlineData("2026-03-13", false)]
    public void A_month_is_owed_until_each_of_its_days_is_reviewed(string today, bool isOverdue)
    {
        var owed = Assert.Single(Cover(Day(today)!.Value, ("2026-02-10", "2026-02-27")).Owed);
        Assert.Equal(
            (Founded, new DateOnly(2026, 2, 28), new DateOnly(2026, 3, 13)),
            (owed.First, owed.Last, owed.Deadline)
        );
        Assert.Equal(isOverdue, owed.IsOverdue);
        Assert.Empty(Cover(Day(today)!.Value, ("2026-02-10", "2026-02-28")).Owed);
    }

    [Theory]
    [InlineData("2026-02-28", 0)]
    [InlineData("2026-03-01", 1)]
    [InlineData("2026-03-31", 1)]
    [InlineData("2026-04-01", 2)]
    public void A_month_is_owed_from_its_end_on(string today, int months) =>
        Assert.Equal(months, Cover(Day(today)!.Value).Owed.Count);

    private static ReviewCoverage Cover(params (string From, string Until)[] reviewed) => Cover(Today, reviewed);

    private static ReviewCoverage Cover(DateOnly today, params (string From, string Until)[] reviewed) =>
        ReviewCoverage.Of(
            Founded,
            reviewed.Select(r => new ReviewPeriod(Day(r.From)!.Value, Day(r.Until)!.Value)),
            today,
            WorkingDays.Week
        );

    private static DateOnly? Day(string? day) =>
        day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
