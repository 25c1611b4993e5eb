namespace Vault.Core.Reviews;

/// <summary>Why a span of days cannot be reviewed.</summary>
public enum PeriodFault
{
    /// <summary>A day is missing.</summary>
    Missing,

    /// <summary>It ends before it begins.</summary>
    Reversed,

    /// <summary>Its last day is not over: more may happen on it.</summary>
    NotOver,

    /// <summary>More than <see cref="ReviewPeriod.MaxDays"/> days.</summary>
    TooLong,

    /// <summary>It begins before the vault was founded.</summary>
    BeforeVault,
}

/// <summary>The days that a review covers, both included; days of the organisation, see <see cref="OrganisationTime"/>.</summary>
public sealed record ReviewPeriod(DateOnly From, DateOnly Until)
{
    /// <summary>A year with its leap day.</summary>
    public const int MaxDays = 366;

    /// <summary>The first moment in it.</summary>
    public DateTimeOffset Begins => OrganisationTime.StartOf(From);

    /// <summary>The first moment behind it.</summary>
    public DateTimeOffset Ends => OrganisationTime.StartOf(Until.AddDays(1));

    public int Days => Until.DayNumber - From.DayNumber + 1;

    /// <summary>What is wrong with a span of days; null: nothing.</summary>
    /// <param name="founded">The first day of the vault.</param>
    public static PeriodFault? Fault(DateOnly? from, DateOnly? until, DateOnly founded, DateOnly today) =>
        from is not { } first || until is not { } last ? PeriodFault.Missing
        : last < first ? PeriodFault.Reversed
        : last >= today ? PeriodFault.NotOver
        : first < founded ? PeriodFault.BeforeVault
        : last.DayNumber - first.DayNumber >= MaxDays ? PeriodFault.TooLong
        : null;
}
