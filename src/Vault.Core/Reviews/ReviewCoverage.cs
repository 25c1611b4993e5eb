using Microsoft.EntityFrameworkCore;
using Vault.Core.Calendar;

namespace Vault.Core.Reviews;

/// <summary>A month of which not every day was reviewed.</summary>
/// <param name="First">Its first day, or the first one of the vault in it.</param>
/// <param name="Deadline">The last day in time.</param>
public sealed record OwedMonth(DateOnly First, DateOnly Last, DateOnly Deadline, bool IsOverdue);

/// <summary>Which days of the vault have been reviewed; pure but for its reading.</summary>
/// <param name="Gaps">Spans of days before today that no signed review covers, the earliest first.</param>
/// <param name="Owed">The months that are over and have such days.</param>
public sealed record ReviewCoverage(IReadOnlyList<ReviewPeriod> Gaps, IReadOnlyList<OwedMonth> Owed)
{
    /// <summary>Working days after the end of a month within which its log is reviewed.</summary>
    public const int Days = 10;

    /// <param name="founded">The first day of the vault.</param>
    /// <param name="reviewed">In any order; they may overlap.</param>
    public static ReviewCoverage Of(
        DateOnly founded,
        IEnumerable<ReviewPeriod> reviewed,
        DateOnly today,
        WorkingDays calendar
    )
    {
        var gaps = new List<ReviewPeriod>();
        var next = founded;
        foreach (var period in reviewed.OrderBy(p => p.From).Append(new(today, today)))
        {
            if (period.From > next)
                gaps.Add(new(next, period.From.AddDays(-1)));
            next = period.Until >= next ? period.Until.AddDays(1) : next;
        }
        return new(gaps, [.. Months(founded, today).Where(HasGap).Select(Owe)]);

        bool HasGap((DateOnly First, DateOnly Last) month) =>
            gaps.Exists(g => g.From <= month.Last && g.Until >= month.First);

        OwedMonth Owe((DateOnly First, DateOnly Last) month)
        {
            var deadline = calendar.After(month.Last, Days);
            return new(month.First, month.Last, deadline, deadline < today);
        }
    }

    /// <summary>A review counts when it is signed, and whatever was left of it to another reviewer.</summary>
    /// <exception cref="Audit.TamperedRowException">A review is not the attested one, or was removed.</exception>
    internal static ReviewCoverage Read(VaultDb db, DateTimeOffset now)
    {
        var all = db.EveryNow<Review>(tracked: false);
        var unfinished = all.Where(r => !r.IsSigned).Select(r => r.RestOf).OfType<ReviewId>().ToHashSet();
        var done = all.Where(r => r.IsSigned && r.RestOf is null && !unfinished.Contains(r.Id));
        return Of(Founded(db), done.Select(r => r.Period), OrganisationTime.DayOf(now), WorkingDays.Read(db));
    }

    /// <summary>The first day of the vault.</summary>
    internal static DateOnly Founded(VaultDb db) =>
        OrganisationTime.DayOf(
            DateTimeOffset.FromUnixTimeMilliseconds(
                db.AuditEntries.AsNoTracking().Where(e => e.Sequence == 0).Select(e => e.At).Single()
            )
        );

    /// <summary>Those that are over, from the one in which the vault was founded.</summary>
    private static IEnumerable<(DateOnly First, DateOnly Last)> Months(DateOnly founded, DateOnly today)
    {
        for (var first = founded; ; )
        {
            var next = new DateOnly(first.Year, first.Month, 1).AddMonths(1);
            if (next > today)
                yield break;
            yield return (first, next.AddDays(-1));
            first = next;
        }
    }
}
