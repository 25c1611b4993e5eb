namespace Vault.Core;

/// <summary>The days the organisation lives by. Everything is stored as a moment in UTC; a day is a day there.</summary>
public static class OrganisationTime
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static DateOnly DayOf(DateTimeOffset at) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
}
