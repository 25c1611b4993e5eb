using FsCheck;
using FsCheck.Fluent;
using Vault.Core.Calendar;
using Xunit;

namespace Vault.Core.Tests.Calendar;

/// <summary>Which days are working days, and what follows for counting them.</summary>
public sealed class WorkingDaysTests
{
    private static readonly DateOnly Thursday = new(2026, 4, 30);

    [Fact]
    public void Before_anything_is_entered_Monday_to_Friday_are_worked()
    {
        Assert.True(WorkingDays.Week.Has(Thursday));
        Assert.True(WorkingDays.Week.Has(Thursday.AddDays(1)));
        Assert.False(WorkingDays.Week.Has(Thursday.AddDays(2)));
        Assert.False(WorkingDays.Week.Has(Thursday.AddDays(3)));
        Assert.Equal(new DateOnly(2026, 5, 4), WorkingDays.Week.After(Thursday, 2));
    }

    [Fact]
    public void Holidays_are_passed_over_and_make_up_days_count()
    {
        // Friday and Monday off, the Saturday between them worked.
        var days = WorkingDays.Of([new(2026, 5, 1), new(2026, 5, 2), new(2026, 5, 4)]);

        Assert.Equal(new DateOnly(2026, 5, 2), days.After(Thursday, 1));
        Assert.Equal(new DateOnly(2026, 5, 5), days.After(Thursday, 2));
        Assert.Equal(2, days.Between(Thursday, new(2026, 5, 5)));
        Assert.Equal(-2, days.Between(new(2026, 5, 5), Thursday));
        Assert.Equal(0, days.Between(Thursday, Thursday));
        Assert.Equal(Thursday, days.After(Thursday, 0));
    }

    [Fact]
    public void No_day_is_looked_for_backwards() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkingDays.Week.After(Thursday, -1));

    [Theory]
    [InlineData("2026-04-30T15:59:59.999Z", "2026-05-01T15:59:59.999Z")]
    [InlineData("2026-04-30T16:00:00Z", "2026-05-03T16:00:00Z")]
    [InlineData("2026-05-02T01:00:00Z", "2026-05-04T01:00:00Z")]
    public void The_day_is_that_of_the_organisation_and_the_time_of_day_stays(string from, string until) =>
        Assert.Equal(At(until), WorkingDays.Week.After(At(from), 1));

    [Fact]
    public void Over_any_two_years_counting_is_looking_at_one_day_after_the_other()
    {
        var cases =
            from seed in Gen.Choose(0, int.MaxValue - 1)
            from often in Gen.Elements(0, 5, 9, 50, 95)
            from start in Gen.Choose(0, 300)
            from other in Gen.Choose(0, 300)
            from count in Gen.Choose(0, 15)
            from minute in Gen.Choose(0, 1439)
            select (seed, often, start, other, count, minute);

        var property = Prop.ForAll(
            cases.ToArbitrary(),
            c =>
            {
                var naive = new NaiveCalendar(c.seed, c.often);
                var days = WorkingDays.Of(naive.Different);
                var (day, other) = (Day(c.start), Day(c.other));
                var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(c.start).AddMinutes(c.minute);
                Assert.Equal(naive.Has(day), days.Has(day));
                Assert.Equal(naive.After(day, c.count), days.After(day, c.count));
                Assert.Equal(naive.After(at, c.count), days.After(at, c.count));
                Assert.Equal(naive.Between(day, other), days.Between(day, other));
                Assert.Equal(c.count, days.Between(day, days.After(day, c.count)));
            }
        );

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), property);
    }

    private static DateOnly Day(int number) => new DateOnly(2026, 1, 1).AddDays(number);

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
