using Vault.Core.Text;

namespace Vault.Core.Calendar;

/// <summary>One day, or several in a row, of one kind and name; not yet in the calendar.</summary>
public sealed record CalendarSpan(DateOnly First, DateOnly Last, CalendarDayKind Kind, string Name)
{
    /// <summary>Days at most, whichever they are: longer than any vacation.</summary>
    public const int Longest = 100;

    /// <summary>Those of its days that differ from the week: of a holiday the weekdays, of a make-up the others.</summary>
    public IEnumerable<DateOnly> Days =>
        Enumerable.Range(0, Length).Select(First.AddDays).Where(d => CalendarDay.KindOf(d) == Kind);

    private int Length => Last.DayNumber - First.DayNumber + 1;

    /// <summary>Null with the mistakes, in the order of the form.</summary>
    /// <param name="last">Null: one day.</param>
    public static CalendarSpan? Read(
        DateOnly? first,
        DateOnly? last,
        CalendarDayKind kind,
        string? typedName,
        List<CalendarFault> faults
    )
    {
        var before = faults.Count;
        if (OfDays(first, last ?? first) is { } wrong)
            faults.Add(wrong);
        if (!CalendarDay.TryParseName(typedName, out var name, out var fault))
            faults.Add(CalendarChange.Of(fault.Value));
        if (faults.Count > before)
            return null;
        var span = new CalendarSpan(first!.Value, last ?? first.Value, kind, name!);
        if (span.Days.Any())
            return span;
        faults.Add(CalendarFault.NothingDiffers);
        return null;
    }

    private static CalendarFault? OfDays(DateOnly? first, DateOnly? last)
    {
        if (first is not { } begins || last is not { } ends)
            return CalendarFault.DayMissing;
        if (!CalendarDay.IsInRange(begins) || !CalendarDay.IsInRange(ends))
            return CalendarFault.OutOfRange;
        if (ends < begins)
            return CalendarFault.Backwards;
        return ends.DayNumber - begins.DayNumber >= Longest ? CalendarFault.TooLong : null;
    }
}
