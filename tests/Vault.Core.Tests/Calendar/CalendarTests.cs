using Vault.Core.Audit;
using Vault.Core.Calendar;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;
using static Vault.Core.Tests.Calendar.CalendarScene;

namespace Vault.Core.Tests.Calendar;

/// <summary>The calendar is the registrar's: entered, renamed and removed with a line for each day (R21, R23, R48).</summary>
public sealed class CalendarTests : IAsyncLifetime
{
    private static readonly DateOnly Wednesday = new(2026, 9, 30);

    private Office _office = null!;

    public async Task InitializeAsync() => _office = await Office.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Of_several_days_only_those_that_differ_from_the_week_are_entered()
    {
        Assert.Equal(5, Days(await _office.Enter(new(2026, 10, 1), new(2026, 10, 7), name: " 国庆节 ")));
        Assert.Equal(1, Days(await _office.Enter(new(2026, 9, 27), kind: CalendarDayKind.MakeUp, name: "国庆节调休")));

        var year = _office.Year(2026);
        Assert.Equal(
            ["2026-09-27", "2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"],
            year.Days.Select(d => d.RowId)
        );
        Assert.Equal("国庆节", year.Days[1].Name);
        Assert.Equal((CalendarDayKind.MakeUp, CalendarDayKind.Holiday), (year.Days[0].Kind, year.Days[1].Kind));
        Assert.Equal(new DateOnly(2026, 10, 8), Working().After(Wednesday, 1));
        Assert.True(Working().Has(new(2026, 9, 27)));
        var lines = _office.Vault.Log().Where(l => l.Event is CalendarDayEntered).ToList();
        Assert.Equal(6, lines.Count);
        Assert.All(lines, l => Assert.Equal(_office.Registrar.Id, l.Actor));
        Assert.Equal(6, lines.Sum(l => l.Rows.Count));
    }

    [Fact]
    public async Task What_is_so_already_costs_no_code_and_leaves_no_line()
    {
        await _office.Enter(new(2026, 10, 1));
        var size = _office.Vault.Instance.Log.Size;

        var by = await _office.As(_office.Registrar);
        var again = await _office
            .Vault.Get<EnterCalendarDays>()
            .Run(by, null, new(2026, 10, 1), null, CalendarDayKind.Holiday, "示例节日");
        var gone = await _office.Vault.Get<RemoveCalendarDays>().Run(by, null, [new(2026, 10, 2)]);

        Assert.Equal((0, 0), (Days(again), Days(gone)));
        Assert.Equal(size, _office.Vault.Instance.Log.Size);
    }

    [Fact]
    public async Task Another_name_renames_and_says_both()
    {
        await _office.Enter(new(2026, 10, 1), name: "国庆");
        Assert.Equal(1, Days(await _office.Enter(new(2026, 10, 1), name: "国庆节")));

        var line = _office.Vault.Log()[^1];
        Assert.Equal(CalendarDayKind.Holiday, Assert.IsType<CalendarDayRenamed>(line.Event).Kind);
        Assert.Equal("国庆节", Assert.Single(_office.Year(2026).Days).Name);
    }

    [Fact]
    public async Task A_removed_day_stays_as_a_row_and_counts_no_more_until_it_is_entered_again()
    {
        var day = new DateOnly(2026, 10, 1);
        await _office.Enter(day);
        Assert.False(Working().Has(day));

        Assert.Equal(1, Days(await _office.Remove([day, day.AddDays(1)])));
        Assert.IsType<CalendarDayRemoved>(_office.Vault.LastEvent());
        Assert.True(Working().Has(day));
        Assert.Empty(_office.Year(2026).Days);
        Assert.Equal(0, Days(await _office.Remove([day])));
        using (var db = _office.Vault.Read())
            Assert.True(Assert.Single(db.Set<CalendarDay>()).IsRemoved);

        Assert.Equal(1, Days(await _office.Enter(day, name: "国庆节")));
        Assert.IsType<CalendarDayEntered>(_office.Vault.LastEvent());
        Assert.False(Working().Has(day));
    }

    [Fact]
    public async Task Nobody_else_changes_it_and_the_attempt_is_a_line()
    {
        await _office.Enter(new(2026, 10, 1));
        foreach (var other in new[] { _office.Security, _office.System, _office.Reviewer, _office.Zhang })
        {
            Assert.IsType<CalendarOutcome.NotYourRole>(await _office.Enter(new(2026, 10, 2), by: other));
            Assert.IsType<CalendarOutcome.NotYourRole>(await _office.Remove([new(2026, 10, 1)], other));
            Assert.IsType<CalendarOutcome.NotYourRole>(
                await _office.Import("日期,类型,名称\n2026-10-02,休,某节\n", other)
            );
            Assert.Equal(
                [nameof(EnterCalendarDays), nameof(RemoveCalendarDays), nameof(ImportCalendar)],
                _office
                    .Vault.Log()
                    .Where(l => l.Actor == other.Id)
                    .Select(l => l.Event)
                    .OfType<AccessRefused>()
                    .Select(e => e.Endpoint)
            );
        }
        Assert.Single(_office.Year(2026).Days);
    }

    [Fact]
    public async Task Each_change_takes_a_proof_of_its_own()
    {
        Assert.IsType<CalendarOutcome.ProofNotFresh>(await _office.Enter(new(2026, 10, 1), proven: false));
        Assert.Equal(nameof(EnterCalendarDays), Assert.IsType<AccessRefused>(_office.Vault.LastEvent()).Endpoint);
        var (by, proof) = (await _office.As(_office.Registrar), await _office.CalendarProof(_office.Registrar));
        var enter = _office.Vault.Get<EnterCalendarDays>();
        Assert.Equal(1, Days(await enter.Run(by, proof, new(2026, 10, 1), null, CalendarDayKind.Holiday, "甲")));
        Assert.IsType<CalendarOutcome.ProofNotFresh>(
            await enter.Run(by, proof, new(2026, 10, 2), null, CalendarDayKind.Holiday, "甲")
        );
        Assert.IsType<CalendarOutcome.ProofNotFresh>(await _office.Remove([new(2026, 10, 1)], proven: false));
        Assert.Single(_office.Year(2026).Days);
    }

    [Theory]
    [InlineData(null, null, "甲", CalendarFault.DayMissing)]
    [InlineData("1999-12-31", null, "甲", CalendarFault.OutOfRange)]
    [InlineData("2000-01-03", null, "甲", null)]
    [InlineData("2099-12-31", null, "甲", null)]
    [InlineData("2099-12-31", "2100-01-01", "甲", CalendarFault.OutOfRange)]
    [InlineData("2026-10-02", "2026-10-01", "甲", CalendarFault.Backwards)]
    [InlineData("2026-07-01", "2026-10-08", "甲", null)]
    [InlineData("2026-07-01", "2026-10-09", "甲", CalendarFault.TooLong)]
    [InlineData("2026-10-03", "2026-10-04", "甲", CalendarFault.NothingDiffers)]
    [InlineData("2026-10-01", null, " ", CalendarFault.NameMissing)]
    [InlineData("2026-10-01", null, "甲乙\u202e丙", CalendarFault.NameNotAllowed)]
    [InlineData("2026-10-01", null, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", null)]
    [InlineData(
        "2026-10-01",
        null,
        "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十长",
        CalendarFault.NameTooLong
    )]
    public async Task What_cannot_be_meant_is_said_and_not_entered(
        string? first,
        string? last,
        string name,
        CalendarFault? why
    )
    {
        var outcome = await _office.Enter(Day(first), Day(last), name: name);

        if (why is { } fault)
            Assert.Equal([fault], Assert.IsType<CalendarOutcome.Faulty>(outcome).Faults);
        else
            Assert.True(Days(outcome) > 0);
        Assert.Equal(why is null, _office.Year().Entered.Count > 0);
    }

    [Theory]
    [InlineData("2026-03-02", null, 2026)]
    [InlineData("2026-03-02", "2025-05-01", 2026)]
    [InlineData("2026-03-02", "2026-05-01", null)]
    [InlineData("2026-10-31", "2026-05-01", null)]
    [InlineData("2026-11-01", "2026-05-01", 2027)]
    [InlineData("2026-11-01", "2027-01-01", null)]
    [InlineData("2027-01-01", "2026-05-01", 2027)]
    public async Task It_says_of_which_year_days_are_missing(string today, string? entered, int? missing)
    {
        if (Day(entered) is { } day)
            Assert.Equal(1, Days(await _office.Enter(day)));
        // The day begins there when it is still the one before in UTC.
        var begins = Day(today)!.Value.ToDateTime(TimeOnly.MinValue).AddHours(-8);
        if (begins > _office.Vault.Clock.Now.UtcDateTime)
            _office.Vault.Clock.Turn(begins - _office.Vault.Clock.Now.UtcDateTime);

        Assert.Equal(missing, _office.Year().Missing);
        Assert.Equal(Day(today)!.Value.Year, _office.Year().Year);
    }

    [Theory]
    [InlineData("DELETE FROM calendar_days")]
    [InlineData("UPDATE calendar_days SET IsRemoved = 1")]
    [InlineData("UPDATE calendar_days SET Day = '2026-10-02'")]
    public async Task What_was_changed_past_the_vault_is_refused(string sql)
    {
        await _office.Enter(new(2026, 10, 1));
        Assert.False(Working().Has(new(2026, 10, 1)));
        _office.Vault.Sql(sql);

        Assert.Throws<TamperedRowException>(() => _office.Year());
        await Assert.ThrowsAsync<TamperedRowException>(() => _office.Enter(new(2026, 10, 2)));
        // Until the writer came by, what was read before stood, which is what the log says.
        Assert.Throws<TamperedRowException>(() => Working());
    }

    [Fact]
    public async Task One_that_was_read_before_stays_and_the_next_reading_sees_the_change()
    {
        var before = Working();
        Assert.Equal(1, Days(await _office.Enter(Wednesday)));

        Assert.True(before.Has(Wednesday));
        Assert.False(Working().Has(Wednesday));
    }

    private WorkingDays Working()
    {
        using var db = _office.Vault.Read();
        return WorkingDays.Read(db);
    }

    private static DateOnly? Day(string? text) =>
        text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
