using Vault.Core.Calendar;

namespace Vault.Core.Checkouts;

/// <summary>How long things about a checkout last.</summary>
public static class CheckoutLength
{
    /// <summary>
    /// Days of the clock: nobody has an account for longer at a time, unless its policy gives it to him for more working
    /// days than there are in these.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Nobody asks for one that begins later than this.</summary>
    public static readonly TimeSpan FarthestAhead = TimeSpan.FromDays(30);

    /// <summary>
    /// When a checkout of so many working days has to be returned: at the time of day at which it begins, on the n-th
    /// working day after the day on which it does. It is stored with the checkout: the calendar may change afterwards.
    /// </summary>
    public static DateTimeOffset EndOf(WorkingDays calendar, DateTimeOffset from, int days) =>
        calendar.After(from, days);

    /// <summary>The latest moment that can be asked for.</summary>
    public static DateTimeOffset LatestEnd(WorkingDays calendar, CheckoutTerms terms, DateTimeOffset from)
    {
        var usual = EndOf(calendar, from, terms.Days);
        // Without approval nobody has an account for longer than it is usually had.
        if (terms.Way == CheckoutWay.Direct)
            return usual;
        var longest = from + Longest;
        return usual > longest ? usual : longest;
    }

    /// <summary>
    /// Until when an approver's silence is only patience; from then on the next one may decide as well. Hours of the
    /// clock, on holidays too: who asks on a holiday needs the account on it, and the next one in line may decide beside
    /// those before him, not instead of them. Hours of work would ask for office hours, which nobody has entered.
    /// </summary>
    public static DateTimeOffset PatienceEnds(DateTimeOffset since, int hours) => since.AddHours(hours);
}
