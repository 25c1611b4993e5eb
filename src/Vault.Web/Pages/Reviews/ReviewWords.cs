using System.Globalization;
using Microsoft.Extensions.Localization;
using Vault.Core.People;
using Vault.Core.Reviews;
using Vault.Web.Components;

namespace Vault.Web.Pages.Reviews;

/// <summary>A review in words.</summary>
public sealed class ReviewWords(IStringLocalizer<ReviewTexts> texts)
{
    public string Of(ReviewFlag flag) => texts[$"Flag.{flag}"];

    /// <summary>Why the flag is there.</summary>
    public string Why(ReviewFlag flag) =>
        texts[$"Flag.{flag}.Why", Clock(FlagRules.DayBegins), Clock(FlagRules.DayEnds)];

    public string Of(ReviewDisposition? disposition) =>
        texts[disposition is { } said ? $"Disposition.{said}" : "Disposition.None"];

    public string Of(PeriodFault why) => texts[$"Period.{why}", ReviewPeriod.MaxDays];

    public string Of(ReviewRefusal why) => texts[$"Refusal.{why}"];

    /// <summary>Where the log is not the one that was written.</summary>
    public string Of(ReviewOutcome.Unsound unsound) =>
        unsound.Entry is { } entry ? texts["Unsound.At", entry] : texts["Unsound"];

    public string Of(ReviewPeriod period) => texts["Period", Day(period.From), Day(period.Until)];

    /// <param name="daysLeft">Working days; negative for those since.</param>
    public string Deadline(DateOnly last, int daysLeft) =>
        daysLeft switch
        {
            < 0 => texts["Deadline.Passed", Day(last)],
            0 => texts["Deadline.Today", Day(last)],
            1 => texts["Deadline.Left.One", Day(last)],
            _ => texts["Deadline.Left", daysLeft, Day(last)],
        };

    public static ChipKind Chip(ReviewDisposition? disposition) =>
        disposition switch
        {
            ReviewDisposition.Normal => ChipKind.Verified,
            ReviewDisposition.Violation => ChipKind.Danger,
            ReviewDisposition.ExplanationRequested => ChipKind.Active,
            _ => ChipKind.Due,
        };

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The typed text, or null with what is wrong with it.</summary>
    public Reason? Reason(string? typed, out string? mistake)
    {
        mistake = Core.People.Reason.TryParse(typed, out var reason, out var refusal)
            ? null
            : texts[$"Reason.{refusal}", Core.People.Reason.MinLength, Core.People.Reason.MaxLength].Value;
        return reason;
    }

    private static string Clock(TimeOnly time) => time.ToString("H:mm", CultureInfo.InvariantCulture);
}
