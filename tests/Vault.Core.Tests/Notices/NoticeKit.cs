using Vault.Core.Audit;
using Vault.Core.Calendar;
using Vault.Core.Filings;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Reviews;
using Vault.TestKit;

namespace Vault.Core.Tests.Notices;

/// <summary>What somebody was told, as a test looks at it.</summary>
internal static class NoticeKit
{
    /// <summary>Every notice of a person, oldest first.</summary>
    public static List<Notice> NoticesOf(this TestVault vault, Person person)
    {
        using var db = vault.Read();
        return [.. db.Set<Notice>().Where(n => n.Receiver == person.Id).OrderBy(n => n.Sequence)];
    }

    /// <summary>What counts for him: neither read nor settled.</summary>
    public static List<NoticeMatter> OpenOf(this TestVault vault, Person person) =>
        [.. vault.NoticesOf(person).Where(n => n.IsOpen).Select(n => n.Matter)];

    public static int CountOf(this TestVault vault, Person person) => vault.Get<CountNotices>().Run(person.Id);

    /// <summary>Days of the calendar that are not worked as the week has them.</summary>
    public static Task Different(this TestVault vault, IEnumerable<DateOnly> days) =>
        vault.Write(scope =>
        {
            foreach (var day in days)
            {
                var row = CalendarDay.Of(day, "示例节日");
                scope.Db.Add(row);
                scope.Append(new CalendarDayEntered(day, row.Kind, PrivateText.Of("示例节日")));
            }
        });

    /// <summary>So that a test is about what comes after its scene.</summary>
    public static async Task Forget(this TestVault vault)
    {
        using var db = vault.Read();
        foreach (var person in db.Set<Person>().ToList())
            await vault.Get<MarkNoticesRead>().Run(Actor.Of(person, null, null));
    }

    /// <summary>As if the office had accepted whatever appointing the people of a scene has to be filed for.</summary>
    public static async Task FileEverything(this TestVault vault)
    {
        using var db = vault.Read();
        foreach (var id in db.Set<Filing>().Where(f => f.AcceptedAt == null).Select(f => f.Id).ToList())
            await vault.Write(scope =>
            {
                var filing = scope.Db.Set<Filing>().Single(f => f.Id == id);
                scope.Db.Entry(filing).Property(f => f.AcceptedAt).CurrentValue = scope.Now;
                var (receipt, day) = (PrivateText.Of("示例备案 1 号"), OrganisationTime.DayOf(scope.Now));
                scope.Append(new FilingAccepted(filing.Account, id, receipt, day, 1, []));
            });
    }

    /// <summary>As if the log of these years had been reviewed, so that a test is about other deadlines.</summary>
    public static Task ReviewEverything(this TestVault vault) =>
        vault.Write(scope =>
        {
            var (by, day) = (scope.Db.Set<Person>().First().Id, OrganisationTime.DayOf(scope.Now));
            var review = Review.Of(day.Year, 1, new(day, day.AddYears(10)), 1, by, scope.Now);
            review.Sign(new([], [], []), (1, 1, []), by, scope.Now);
            scope.Db.Add(review);
            scope.Append(new ReviewOpened(review.Id, null, review.From, review.Until, 1, 0));
        });

    /// <summary>The line a notice follows from.</summary>
    public static AuditEvent LineOf(this TestVault vault, Notice notice) => vault.Log()[(int)notice.Sequence].Event;
}
