using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vault.Core.Calendar;

/// <summary>A day as a list has it, beside the calendar.</summary>
/// <param name="Was">Its name in the calendar so far; null if it is not there.</param>
public sealed record PlannedDay(DateOnly Day, string Name, string? Was)
{
    public CalendarDayKind Kind => CalendarDay.KindOf(Day);

    public bool IsNew => Was is null;

    public bool IsSame => Was == Name;
}

/// <summary>What taking over days would change. Nothing is taken away by a list: days it does not name stay.</summary>
/// <param name="Days">The days of the list in their order.</param>
/// <param name="Staying">Days of the same years that the calendar has and the list does not.</param>
public sealed record CalendarPlan(IReadOnlyList<PlannedDay> Days, IReadOnlyList<CalendarDay> Staying)
{
    public IEnumerable<PlannedDay> Changes => Days.Where(d => !d.IsSame);

    public int Entered => Days.Count(d => d.IsNew);

    public int Renamed => Changes.Count() - Entered;

    public bool IsEmpty => !Changes.Any();

    /// <summary>Names what would change, so that only what was shown is done.</summary>
    public string Digest
    {
        get
        {
            var text = new StringBuilder();
            foreach (var change in Changes)
                text.Append(CultureInfo.InvariantCulture, $"{change.Day:yyyy-MM-dd}\n{change.Was}\n{change.Name}\n");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }

    /// <param name="rows">As <see cref="CalendarDay.ReadAll"/> gives them.</param>
    /// <param name="spans">Of a day named twice the first counts.</param>
    internal static CalendarPlan Of(IReadOnlyList<CalendarDay> rows, IEnumerable<CalendarSpan> spans)
    {
        var there = rows.Where(r => !r.IsRemoved).ToDictionary(r => r.Day, r => r.Name);
        var days = spans
            .SelectMany(s => s.Days.Select(d => (Day: d, s.Name)))
            .DistinctBy(d => d.Day)
            .OrderBy(d => d.Day)
            .Select(d => new PlannedDay(d.Day, d.Name, there.GetValueOrDefault(d.Day)))
            .ToList();
        var (named, years) = (days.Select(d => d.Day).ToHashSet(), days.Select(d => d.Day.Year).ToHashSet());
        var staying = rows.Where(r => !r.IsRemoved && years.Contains(r.Day.Year) && !named.Contains(r.Day));
        return new(days, [.. staying.OrderBy(r => r.Day)]);
    }
}
