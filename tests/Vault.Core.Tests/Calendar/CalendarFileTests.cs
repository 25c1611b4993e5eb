using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vault.Core.Calendar;
using Xunit;

namespace Vault.Core.Tests.Calendar;

/// <summary>Lists of holidays as offices write them: understood, or refused in one word and row by row (R67, R70).</summary>
public sealed class CalendarFileTests
{
    static CalendarFileTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("2026-10-01", "2026-10-01", "2026-10-01")]
    [InlineData("2026/10/1", "2026-10-01", "2026-10-01")]
    [InlineData("2026年10月1日", "2026-10-01", "2026-10-01")]
    [InlineData("２０２６年１０月１日（星期四）", "2026-10-01", "2026-10-01")]
    [InlineData("2026年10月1日（星期四）至10月7日（星期三）", "2026-10-01", "2026-10-07")]
    [InlineData("2026年10月1日至7日", "2026-10-01", "2026-10-07")]
    [InlineData("2026-10-01～2026-10-07", "2026-10-01", "2026-10-07")]
    [InlineData("2026/10/1-2026/10/7", "2026-10-01", "2026-10-07")]
    [InlineData("2026-10-01 to 2026-10-07", "2026-10-01", "2026-10-07")]
    [InlineData("2026-12-31 — 2027-01-02", "2026-12-31", "2027-01-02")]
    public void A_day_or_a_span_is_understood(string cell, string first, string last)
    {
        var span = Assert.Single(CalendarScene.Read($"日期,类型,名称\n\"{cell}\",放假,国庆节\n").Spans);

        Assert.Equal((Day(first), Day(last)), (span.First, span.Last));
    }

    [Theory]
    [InlineData("日期,类型,名称")]
    [InlineData("名称,日期,备注,类型")]
    [InlineData("起始日期;性质;节日名称")]
    [InlineData("Date\tType\tName")]
    [InlineData("From,Kind,Holiday")]
    public void Columns_are_found_by_what_they_are_called(string heading)
    {
        var separator =
            heading.Contains('\t') ? '\t'
            : heading.Contains(';') ? ';'
            : ',';
        var names = heading.Split(separator);
        var row = names.Select(n =>
            n switch
            {
                "日期" or "起始日期" or "Date" or "From" => "2026-10-01",
                "类型" or "性质" or "Type" or "Kind" => "休",
                "备注" => "见通知",
                _ => "国庆节",
            }
        );

        var list = CalendarScene.Read($"{heading}\n{string.Join(separator, row)}\n");

        Assert.Equal([new(Day("2026-10-01"), Day("2026-10-01"), CalendarDayKind.Holiday, "国庆节")], list.Spans);
        Assert.Empty(list.Faults);
    }

    [Theory]
    [InlineData("休", CalendarDayKind.Holiday)]
    [InlineData(" 放假 ", CalendarDayKind.Holiday)]
    [InlineData("Holiday", CalendarDayKind.Holiday)]
    [InlineData("班", CalendarDayKind.MakeUp)]
    [InlineData("调休上班", CalendarDayKind.MakeUp)]
    [InlineData("working day", CalendarDayKind.MakeUp)]
    [InlineData("调休", null)]
    [InlineData("", null)]
    [InlineData("=cmd", null)]
    public void A_kind_is_one_of_two_and_never_guessed(string word, CalendarDayKind? kind)
    {
        var list = CalendarScene.Read($"日期,类型,名称\n2026-09-26至2026-10-02,{word},某节\n");

        Assert.Equal(kind, list.Spans.SingleOrDefault()?.Kind);
        Assert.Equal(
            kind is null ? [new(2, CalendarFault.KindUnknown, $"2026-09-26至2026-10-02, {word}, 某节")] : [],
            list.Faults
        );
    }

    [Theory]
    [InlineData("，放假,国庆节", CalendarFault.DayMissing)]
    [InlineData("十月一日,放假,国庆节", CalendarFault.DayMissing)]
    [InlineData("2026-02-30,放假,国庆节", CalendarFault.DayMissing)]
    [InlineData("2026年10月,放假,国庆节", CalendarFault.DayMissing)]
    [InlineData("2026-10-01至后天,放假,国庆节", CalendarFault.DayMissing)]
    [InlineData("1998-10-01,放假,国庆节", CalendarFault.OutOfRange)]
    [InlineData("2026-10-07至2026-10-01,放假,国庆节", CalendarFault.Backwards)]
    [InlineData("2026-01-01至2026-12-31,放假,国庆节", CalendarFault.TooLong)]
    [InlineData("2026-10-03,放假,国庆节", CalendarFault.NothingDiffers)]
    [InlineData("2026-10-01,上班,国庆节", CalendarFault.NothingDiffers)]
    [InlineData("2026-10-01,放假,", CalendarFault.NameMissing)]
    [InlineData("2026-10-01,放假,\"国庆\u202e节\"", CalendarFault.NameNotAllowed)]
    [InlineData("2026-05-01,放假,五一节", CalendarFault.NamedTwice)]
    public void A_row_that_makes_no_sense_is_left_out_and_named(string row, CalendarFault why)
    {
        row = row.Replace('，', ',');
        var list = CalendarScene.Read($"日期,类型,名称\n\n2026-05-01,放假,劳动节\n\n{row}\n2026-05-04,休,劳动节\n");

        var fault = Assert.Single(list.Faults);
        Assert.Equal((5, why), (fault.Row, fault.Fault));
        Assert.Equal([Day("2026-05-01"), Day("2026-05-04")], list.Spans.Select(s => s.First));
    }

    [Fact]
    public void The_end_may_stand_in_a_column_of_its_own()
    {
        var list = CalendarScene.Read(
            "开始,结束,类型,名称\n2026-10-01,10月7日,休,国庆节\n2026-05-01,,休,劳动节\n2026-05-02,x,班,甲\n"
        );

        Assert.Equal([Day("2026-10-07"), Day("2026-05-01")], list.Spans.Select(s => s.Last));
        Assert.Equal([new(4, CalendarFault.DayMissing, "2026-05-02, x, 班, 甲")], list.Faults);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("GB18030")]
    public void It_is_read_in_the_encodings_offices_write(string encoding)
    {
        var of = Encoding.GetEncoding(encoding);
        byte[] file = [.. of.Preamble, .. of.GetBytes("日期,类型,名称\n2026-10-01,放假,国庆节\n")];

        var list = Assert.IsType<CalendarListOutcome.Read>(CalendarFile.Read(file, TimeProvider.System)).List;

        Assert.Equal("国庆节", Assert.Single(list.Spans).Name);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, CalendarRefusal.TooLarge)]
    public void A_file_has_up_to_64_kB(int beyond, CalendarRefusal? why)
    {
        const string rows = "日期,类型,名称,备注\n2026-10-01,放假,国庆节,";
        var text = rows + new string('x', (64 * 1024) - Encoding.UTF8.GetByteCount(rows) + beyond);

        Assert.Equal(why, WhyRefused(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData(400, null)]
    [InlineData(401, CalendarRefusal.TooManyRows)]
    public void A_file_has_up_to_400_rows(int rows, CalendarRefusal? why)
    {
        var text = "日期,类型,名称\n" + string.Concat(Enumerable.Repeat("2026-10-01,休,国庆节\n\n", rows));

        Assert.Equal(why, WhyRefused(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData(400, null)]
    [InlineData(401, CalendarRefusal.TooManyDays)]
    public void A_file_has_up_to_400_days_that_differ(int days, CalendarRefusal? why)
    {
        var weekdays = Enumerable.Range(0, 700).Select(new DateOnly(2026, 1, 1).AddDays).Where(WorkingDays.Week.Has);
        var rows = weekdays.Take(days).Chunk(2).Select(d => $"{d[0]:yyyy-MM-dd}至{d[^1]:yyyy-MM-dd},休,假期\n");

        Assert.Equal(why, WhyRefused(Encoding.UTF8.GetBytes("日期,类型,名称\n" + string.Concat(rows))));
    }

    [Theory]
    [InlineData("", CalendarRefusal.Empty)]
    [InlineData("\n\n", CalendarRefusal.Empty)]
    [InlineData("2026-10-01,放假,国庆节\n", CalendarRefusal.NoHeading)]
    [InlineData("日期,名称\n2026-10-01,国庆节\n", CalendarRefusal.NoHeading)]
    [InlineData("PK\u0003\u0004 日期", CalendarRefusal.NotCsv)]
    public void What_is_no_list_is_refused_in_one_word(string text, CalendarRefusal why) =>
        Assert.Equal(why, WhyRefused(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Whatever_the_bytes_are_reading_them_ends_in_a_word()
    {
        var random = new System.Random(7);
        var file = "日期,类型,名称\n2026-10-01至7日,放假,\"国庆节\"\n"u8.ToArray();
        for (var i = 0; i < 3000; i++)
        {
            var broken = file.ToArray();
            for (var j = random.Next(1, 6); j > 0; j--)
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            Assert.NotNull(CalendarFile.Read(broken.AsMemory(0, random.Next(broken.Length + 1)), TimeProvider.System));
        }
    }

    [Fact]
    public void The_plainest_form_reads_back_as_the_same_list_within_the_limits()
    {
        var names = Gen.Elements("国庆节", "=1+1", "'@甲", "甲\"乙\"", "甲,乙;丙", "New Year’s Day", "'", "\"");
        var spans =
            from start in Gen.Choose(0, 3000)
            from length in Gen.Choose(0, 20)
            from kind in Gen.Elements(CalendarDayKind.Holiday, CalendarDayKind.MakeUp)
            from name in names
            let span = new CalendarSpan(
                Day("2026-01-01").AddDays(start),
                Day("2026-01-01").AddDays(start + length),
                kind,
                name
            )
            where span.Days.Any()
            select span;

        var property = Prop.ForAll(
            spans.ToArbitrary(),
            span =>
            {
                var list = CalendarScene.Read(CalendarFile.Write(new([span], [])));
                Assert.Equal([span], list.Spans);
                Assert.Empty(list.Faults);
            }
        );
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), property);
        // The largest there is: as many rows as may be, with the longest names.
        var day = Day("2026-10-01");
        var most = new CalendarList(
            [.. Enumerable.Repeat(new CalendarSpan(day, day, CalendarDayKind.Holiday, new string('节', 30)), 400)],
            []
        );
        Assert.Equal(400, CalendarScene.Read(CalendarFile.Write(most)).Spans.Count);
    }

    private static CalendarRefusal? WhyRefused(byte[] file) =>
        (CalendarFile.Read(file, TimeProvider.System) as CalendarListOutcome.Refused)?.Why;

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
