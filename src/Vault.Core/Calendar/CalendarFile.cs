using System.Text;
using Vault.Core.Exports;
using Vault.Core.Imports;

namespace Vault.Core.Calendar;

/// <summary>What is read of a list at most, checked before its rows are looked at.</summary>
public static class CalendarLimits
{
    public const int FileBytes = 64 * 1024;

    /// <summary>Filled rows below the heading.</summary>
    public const int Rows = 400;

    /// <summary>Days that all rows together make different from the week.</summary>
    public const int Days = 400;
}

/// <summary>Why a list is not read at all.</summary>
public enum CalendarRefusal
{
    Empty,

    /// <summary>More bytes than <see cref="CalendarLimits.FileBytes"/>.</summary>
    TooLarge,

    /// <summary>More rows than <see cref="CalendarLimits.Rows"/>.</summary>
    TooManyRows,

    /// <summary>More days than <see cref="CalendarLimits.Days"/>.</summary>
    TooManyDays,

    /// <summary>No text in UTF-8 or GB18030, or no table of text.</summary>
    NotCsv,

    /// <summary>The first row does not name day, kind and name.</summary>
    NoHeading,
}

/// <summary>What is wrong with a row, which is left out for it.</summary>
/// <param name="Row">As its clerk counts it, from 1.</param>
/// <param name="Text">The row as it stands there, to find it by.</param>
public sealed record CalendarRowFault(int Row, CalendarFault Fault, string Text);

/// <summary>A list as it was read.</summary>
/// <param name="Spans">The rows that say something, in their order.</param>
public sealed record CalendarList(IReadOnlyList<CalendarSpan> Spans, IReadOnlyList<CalendarRowFault> Faults);

/// <summary>What came of reading a list.</summary>
public abstract record CalendarListOutcome
{
    private CalendarListOutcome() { }

    public sealed record Read(CalendarList List) : CalendarListOutcome;

    public sealed record Refused(CalendarRefusal Why) : CalendarListOutcome;
}

/// <summary>
/// Reads a list of holidays and make-up working days: csv in UTF-8 or GB18030, a heading, a day or a span in each row.
/// Nothing is guessed: a row that cannot be understood is left out and named.
/// </summary>
public static class CalendarFile
{
    public static CalendarListOutcome Read(ReadOnlyMemory<byte> file, TimeProvider clock) =>
        SheetFile.ReadCsv(file, clock, CalendarLimits.FileBytes, CalendarLimits.Rows + 1) switch
        {
            SheetOutcome.Read read => Read(read.Sheets[0]),
            SheetOutcome.Refused refused => new CalendarListOutcome.Refused(WhyOf(refused.Why)),
            _ => throw new InvalidOperationException("Unknown outcome of reading a sheet."),
        };

    /// <summary>The same days in the plainest form, which reads back as the same list.</summary>
    public static string Write(CalendarList list)
    {
        var text = new StringBuilder("日期,结束日期,类型,名称\n");
        foreach (var span in list.Spans)
        {
            var kind = span.Kind == CalendarDayKind.Holiday ? "放假" : "上班";
            var name = InertCell.Of(span.Name).Replace("\"", "\"\"", StringComparison.Ordinal);
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{span.First:yyyy-MM-dd},{span.Last:yyyy-MM-dd},{kind},\"{name}\"\n"
            );
        }
        return text.ToString();
    }

    private static CalendarListOutcome Read(Sheet sheet)
    {
        var first = Enumerable.Range(0, sheet.Rows.Count).First(i => sheet.Rows[i].Count > 0);
        if (CalendarColumns.Find(sheet.Rows[first]) is not { } columns)
            return new CalendarListOutcome.Refused(CalendarRefusal.NoHeading);
        var (spans, faults) = (new List<CalendarSpan>(), new List<CalendarRowFault>());
        var named = new Dictionary<DateOnly, string>();
        for (var i = first + 1; i < sheet.Rows.Count; i++)
        {
            if (sheet.Rows[i].Count == 0)
                continue;
            var wrong = new List<CalendarFault>();
            var span = columns.Span(sheet, i, wrong);
            if (span?.Days.Any(d => named.GetValueOrDefault(d, span.Name) != span.Name) == true)
                wrong.Add(CalendarFault.NamedTwice);
            faults.AddRange(wrong.Select(f => new CalendarRowFault(i + 1, f, string.Join(", ", sheet.Rows[i]))));
            if (span is null || wrong.Count > 0)
                continue;
            spans.Add(span);
            foreach (var day in span.Days)
                named[day] = span.Name;
        }
        return named.Count > CalendarLimits.Days
            ? new CalendarListOutcome.Refused(CalendarRefusal.TooManyDays)
            : new CalendarListOutcome.Read(new(spans, faults));
    }

    private static CalendarRefusal WhyOf(SheetRefusal why) =>
        why switch
        {
            SheetRefusal.FileTooLarge => CalendarRefusal.TooLarge,
            SheetRefusal.TooManyRows => CalendarRefusal.TooManyRows,
            SheetRefusal.Empty => CalendarRefusal.Empty,
            _ => CalendarRefusal.NotCsv,
        };
}
