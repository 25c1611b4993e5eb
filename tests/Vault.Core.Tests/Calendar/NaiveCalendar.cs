using System.Text;

namespace Vault.Core.Tests.Calendar;

/// <summary>
/// Two years day by day, each worked or not, made up at random from a seed; and what follows from them, found by looking
/// at one day after the other.
/// </summary>
internal sealed class NaiveCalendar
{
    private static readonly DateOnly Begin = new(2026, 1, 1);

    private readonly bool[] _worked = new bool[730];

    /// <param name="often">Of a hundred days, how many differ from the week.</param>
    public NaiveCalendar(int seed, int often = 9)
    {
        var random = new Random(seed);
        for (var i = 0; i < _worked.Length; i++)
        {
            // 2026-01-01 is a Thursday.
            var isWeekday = (i + 3) % 7 < 5;
            var differs = random.Next(100) < often;
            _worked[i] = isWeekday != differs;
            if (differs)
                Different.Add(Begin.AddDays(i));
        }
    }

    public List<DateOnly> Different { get; } = [];

    public bool Has(DateOnly day) => _worked[day.DayNumber - Begin.DayNumber];

    public DateOnly After(DateOnly day, int count)
    {
        var left = count;
        var found = day;
        while (left > 0)
        {
            found = found.AddDays(1);
            if (Has(found))
                left--;
        }
        return found;
    }

    /// <summary>The organisation's clocks are eight hours ahead all year.</summary>
    public DateTimeOffset After(DateTimeOffset at, int count)
    {
        var there = at.ToOffset(TimeSpan.FromHours(8));
        var day = DateOnly.FromDateTime(there.DateTime);
        return there.AddDays(After(day, count).DayNumber - day.DayNumber).ToUniversalTime();
    }

    public int Between(DateOnly day, DateOnly last)
    {
        var days = Enumerable.Range(0, _worked.Length).Select(Begin.AddDays);
        return days.Count(d => Has(d) && d > day && d <= last) - days.Count(d => Has(d) && d > last && d <= day);
    }

    /// <summary>As an office would write it.</summary>
    public string Csv(int year)
    {
        var csv = new StringBuilder("日期,类型,名称\n");
        foreach (var day in Different.Where(d => d.Year == year))
            csv.AppendLine(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{day:yyyy-MM-dd},{(Has(day) ? "上班" : "放假")},示例节日"
            );
        return csv.ToString();
    }
}
