namespace Vault.Core.Checkouts;

/// <summary>
/// How long things about a checkout last. Days of twenty-four hours for as long as the vault has no calendar; whoever
/// gives it one changes what stands here and nothing else.
/// </summary>
public static class CheckoutLength
{
    /// <summary>Nobody has an account for longer at a time, approved or not.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Nobody asks for one that begins later than this.</summary>
    public static readonly TimeSpan FarthestAhead = TimeSpan.FromDays(30);

    /// <summary>When a checkout of so many working days that begins then has to be returned.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset from, int days) => from.AddDays(days);

    /// <summary>Until when an approver's silence is only patience; from then on the next one may decide as well.</summary>
    public static DateTimeOffset PatienceEnds(DateTimeOffset since, int hours) => since.AddHours(hours);
}
