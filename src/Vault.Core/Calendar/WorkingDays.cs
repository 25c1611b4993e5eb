namespace Vault.Core.Calendar;

/// <summary>
/// Which days are working days: Monday to Friday, and whatever the calendar says otherwise. A value: one that was read
/// stays as it is, whatever is entered later.
/// </summary>
public sealed class WorkingDays
{
    private readonly HashSet<DateOnly> _different;

    private WorkingDays(IEnumerable<DateOnly> different) => _different = [.. different];

    /// <summary>Monday to Friday: how it is before anybody enters a day.</summary>
    public static WorkingDays Week { get; } = new([]);

    /// <param name="different">Days that are not what the week says: weekdays off, Saturdays and Sundays worked.</param>
    public static WorkingDays Of(IEnumerable<DateOnly> different) => new(different);

    /// <summary>As the calendar has it now; read again only when the log says that it is another.</summary>
    /// <exception cref="Audit.TamperedRowException">A row of the calendar is not the attested one, or was removed.</exception>
    public static WorkingDays Read(VaultDb db) =>
        db.Remembered(
            typeof(WorkingDays),
            () => Of(CalendarDay.ReadAll(db, tracked: false).Where(d => !d.IsRemoved).Select(d => d.Day))
        );

    public bool Has(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) != _different.Contains(day);

    /// <summary>The n-th working day after a day; the day itself for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public DateOnly After(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        while (count > 0)
        {
            day = day.AddDays(1);
            if (Has(day))
                count--;
        }
        return day;
    }

    /// <summary>The same time of day in the organisation's zone, so many working days after the day of a moment.</summary>
    /// <inheritdoc cref="After(DateOnly, int)"/>
    public DateTimeOffset After(DateTimeOffset at, int count) =>
        OrganisationTime.SameTimeOn(After(OrganisationTime.DayOf(at), count), at);

    /// <summary>
    /// How many working days come after a day, up to another and with it: how many are left on that day if the other is
    /// the last. Negative if the other lies before it.
    /// </summary>
    public int Between(DateOnly day, DateOnly last)
    {
        var (earlier, later, sign) = last < day ? (last, day, -1) : (day, last, 1);
        var count = 0;
        for (var next = earlier.AddDays(1); next <= later; next = next.AddDays(1))
            count += Has(next) ? 1 : 0;
        return sign * count;
    }
}
