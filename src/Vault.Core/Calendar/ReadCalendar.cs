namespace Vault.Core.Calendar;

/// <summary>One year of the calendar.</summary>
/// <param name="Days">Those that differ from the week, in their order.</param>
/// <param name="Entered">The years of which days have been entered, in their order.</param>
/// <param name="Missing">The year whose days ought to be entered by now, and none is; null if all is well.</param>
public sealed record CalendarYear(
    int Year,
    IReadOnlyList<CalendarDay> Days,
    IReadOnlyList<int> Entered,
    int? Missing,
    WorkingDays Working
);

/// <summary>Shows the calendar a year at a time, to everybody who is signed in.</summary>
public sealed class ReadCalendar(VaultDb db, VaultInstance vault)
{
    /// <summary>From this month on the next year is what people plan in, and its holidays have been announced.</summary>
    private const int Announced = 11;

    /// <param name="year">Null, or one the calendar cannot have: the present one.</param>
    /// <exception cref="Audit.TamperedRowException">A row of the calendar is not the attested one, or was removed.</exception>
    public CalendarYear Run(int? year = null)
    {
        var today = OrganisationTime.DayOf(vault.Clock.GetUtcNow());
        var shown = year >= CalendarDay.Earliest.Year && year <= CalendarDay.Latest.Year ? year.Value : today.Year;
        var days = CalendarDay.ReadAll(db).Where(d => !d.IsRemoved).OrderBy(d => d.Day).ToList();
        List<int> entered = [.. days.Select(d => d.Day.Year).Distinct()];
        var due = today.Month >= Announced ? today.Year + 1 : today.Year;
        return new(
            shown,
            [.. days.Where(d => d.Day.Year == shown)],
            entered,
            entered.Contains(due) ? null : due,
            WorkingDays.Of(days.Select(d => d.Day))
        );
    }
}
