using Vault.Web.Shell;

namespace Vault.Web.Demo;

/// <summary>
/// The days of the story: as many working days (Monday to Friday) as it has, the last of them before today, in the zone
/// the vault shows its times in. About five months.
/// </summary>
internal sealed class DemoCalendar
{
    /// <summary>Working days of the story, numbered from 0.</summary>
    public const int Days = 108;

    private readonly DateOnly[] _days;
    private readonly TimeZoneInfo _zone = new ShellOptions().Zone;

    public DemoCalendar(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, _zone).DateTime);
        _days =
        [
            .. Enumerable
                .Range(1, 2 * Days)
                .Select(back => today.AddDays(-back))
                .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                .Take(Days)
                .Reverse(),
        ];
    }

    public DateTimeOffset At(int day, int hour, int minute)
    {
        var local = _days[day].ToDateTime(new TimeOnly(hour, minute));
        return new DateTimeOffset(local, _zone.GetUtcOffset(local));
    }
}
