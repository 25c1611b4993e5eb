using System.Globalization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Vault.Web.Components;

namespace Vault.Web.Shell;

/// <summary>How a moment is written for a reader: absolute in the institution's zone, and how far away it is.</summary>
public sealed class ShownTime(
    TimeProvider clock,
    IOptions<ShellOptions> options,
    IStringLocalizer<ComponentTexts> texts
)
{
    private readonly TimeZoneInfo _zone = options.Value.Zone;

    /// <summary>The moment on the institution's clock.</summary>
    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone);

    /// <summary>The first moment of a day on the institution's clock.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, _zone.GetUtcOffset(midnight));
    }

    /// <summary><c>2026-03-01 14:30</c>, with <c>:ss</c> when asked for; without zone, which <see cref="Zone"/> gives.</summary>
    public string Absolute(DateTimeOffset at, bool seconds = false) =>
        Local(at).ToString(seconds ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>2026-03-01</c></summary>
    public string Date(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The zone's distance at that moment: <c>UTC+8</c>, <c>UTC−3:30</c>.</summary>
    public string Zone(DateTimeOffset at)
    {
        var offset = Local(at).Offset;
        if (offset == TimeSpan.Zero)
            return "UTC";
        var sign = offset < TimeSpan.Zero ? '−' : '+';
        var format = offset.Minutes == 0 ? "%h" : @"h\:mm";
        return "UTC" + sign + offset.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>How far away: just now, 5 minutes ago, in 3 days. Rounded down to the largest whole unit.</summary>
    public string Relative(DateTimeOffset at)
    {
        var distance = at - clock.GetUtcNow();
        var away = distance.Duration();
        var side = distance < TimeSpan.Zero ? "Ago" : "Ahead";
        return away switch
        {
            { TotalMinutes: < 1 } => texts["Time.Now"],
            { TotalHours: < 1 } => Count("Minute", side, (int)away.TotalMinutes),
            { TotalDays: < 1 } => Count("Hour", side, (int)away.TotalHours),
            { TotalDays: < 60 } => Count("Day", side, (int)away.TotalDays),
            { TotalDays: < 730 } => Count("Month", side, (int)(away.TotalDays / 30)),
            _ => Count("Year", side, (int)(away.TotalDays / 365)),
        };
    }

    // English has a singular, Chinese has not: each count has a key of its own, and Chinese says the same in both.
    private string Count(string unit, string side, int count) =>
        texts[$"Time.{unit}{side}.{(count == 1 ? "One" : "Many")}", count];
}
