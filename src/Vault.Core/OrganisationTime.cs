namespace Vault.Core;

/// <summary>The days the organisation lives by. Everything is stored as a moment in UTC; a day is a day there.</summary>
public static class OrganisationTime
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(There(at));

    /// <summary>What the clocks there show.</summary>
    public static TimeOnly TimeOf(DateTimeOffset at) => TimeOnly.FromDateTime(There(at));

    /// <summary>The first moment of a day there.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var there = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(there, Zone.GetUtcOffset(there)).ToUniversalTime();
    }

    /// <summary>The moment at which the clocks there show on another day what they show at this one.</summary>
    public static DateTimeOffset SameTimeOn(DateOnly day, DateTimeOffset at)
    {
        var there = day.ToDateTime(TimeOnly.FromDateTime(There(at)));
        return new DateTimeOffset(there, Zone.GetUtcOffset(there)).ToUniversalTime();
    }

    private static DateTime There(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).DateTime;
}
