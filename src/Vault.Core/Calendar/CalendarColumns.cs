using System.Text.RegularExpressions;
using Vault.Core.Exports;
using Vault.Core.Imports;

namespace Vault.Core.Calendar;

/// <summary>Where in a list day, kind and name stand, and how offices write them.</summary>
internal sealed partial record CalendarColumns(int First, int? Last, int Kind, int Name)
{
    private static readonly string[] FirstWords =
    [
        "日期",
        "日",
        "开始日期",
        "起始日期",
        "开始",
        "date",
        "day",
        "from",
        "start",
        "start date",
        "first day",
    ];

    private static readonly string[] LastWords =
    [
        "结束日期",
        "截止日期",
        "结束",
        "至",
        "to",
        "until",
        "end",
        "end date",
        "last day",
    ];

    private static readonly string[] KindWords = ["类型", "类别", "性质", "安排", "type", "kind"];

    private static readonly string[] NameWords =
    [
        "名称",
        "节日",
        "节日名称",
        "节假日",
        "节假日名称",
        "事由",
        "说明",
        "name",
        "holiday",
        "occasion",
    ];

    private static readonly string[] HolidayWords =
    [
        "休",
        "休息",
        "休息日",
        "假",
        "放假",
        "假日",
        "假期",
        "节假日",
        "法定节假日",
        "公休",
        "holiday",
        "off",
        "day off",
        "rest",
    ];

    // 调休 alone is said of both days that are exchanged.
    private static readonly string[] MakeUpWords =
    [
        "班",
        "上班",
        "补班",
        "调休上班",
        "上班日",
        "工作日",
        "work",
        "working day",
        "workday",
        "make-up",
        "makeup",
        "make-up day",
        "make-up working day",
    ];

    private static readonly string[] Between = ["至", "到", "~", "—", "–", " to ", " - "];

    /// <summary>Null unless day, kind and name are named.</summary>
    public static CalendarColumns? Find(IReadOnlyList<string> heading)
    {
        var words = heading.Select(Word).ToList();
        var (first, last) = (Of(FirstWords), Of(LastWords));
        var (kind, name) = (Of(KindWords), Of(NameWords));
        return first < 0 || kind < 0 || name < 0 ? null : new(first, last < 0 ? null : last, kind, name);

        int Of(string[] known) => words.FindIndex(w => known.Contains(w, StringComparer.Ordinal));
    }

    /// <summary>What a row says; null with what is wrong with it.</summary>
    public CalendarSpan? Span(Sheet sheet, int row, List<CalendarFault> faults)
    {
        var (first, last) = Days(sheet[row, First]);
        if (Last is { } column && CellText.Plain(sheet[row, column]).Length > 0)
            last = DayAfter(first, sheet[row, column]);
        var kind = KindOf(sheet[row, Kind]);
        if (kind is null)
            faults.Add(CalendarFault.KindUnknown);
        // An end that cannot be read is a mistake like a beginning that cannot.
        var span = CalendarSpan.Read(
            last is null ? null : first,
            last,
            kind ?? CalendarDayKind.Holiday,
            InertCell.Undo(sheet[row, Name]),
            faults
        );
        if (kind is null)
            faults.Remove(CalendarFault.NothingDiffers);
        return kind is null ? null : span;
    }

    private static CalendarDayKind? KindOf(string cell)
    {
        var word = Word(cell);
        return HolidayWords.Contains(word, StringComparer.Ordinal) ? CalendarDayKind.Holiday
            : MakeUpWords.Contains(word, StringComparer.Ordinal) ? CalendarDayKind.MakeUp
            : null;
    }

    /// <summary>One day twice, or first and last of a span; null for each that cannot be read.</summary>
    private static (DateOnly? First, DateOnly? Last) Days(string cell)
    {
        var text = Word(cell);
        if (Day(text) is { } one)
            return (one, one);
        var parts = text.Split(Between, StringSplitOptions.RemoveEmptyEntries);
        // A hyphen stands inside of days too: between two of them it is the only one.
        if (parts.Length == 1)
            parts = text.Split('-');
        return parts.Length == 2 && Day(parts[0]) is { } first ? (first, DayAfter(first, parts[1])) : (null, null);
    }

    /// <summary>The last day of a span, of which year and month may be those of the first: 2026年10月1日至7日.</summary>
    private static DateOnly? DayAfter(DateOnly? first, string cell) =>
        Day(Word(cell)) is { } whole ? whole
        : first is { } day ? Day($"{day.Year}年{Word(cell)}") ?? Day($"{day.Year}年{day.Month}月{Word(cell)}")
        : null;

    private static DateOnly? Day(string text) => CellText.Day(Weekday().Replace(text, ""));

    private static string Word(string cell) => CellText.Plain(cell).ToLowerInvariant();

    /// <summary>What may stand in brackets behind a day.</summary>
    [GeneratedRegex(@"\([^)]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Weekday();
}
