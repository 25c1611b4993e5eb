using System.Globalization;
using Microsoft.Extensions.Localization;
using Vault.Core.Filings;
using Vault.Core.People;
using Vault.Core.Text;
using Vault.Web.Components;

namespace Vault.Web.Pages.Filings;

/// <summary>A filing in words.</summary>
public sealed class FilingWords(IStringLocalizer<FilingTexts> texts)
{
    public string Of(FilingState state) => texts[$"State.{state}"];

    public string Of(FilingRefusal why) => texts[$"Refusal.{why}"];

    public string Of(ScanFault why) => texts[$"Fault.{why}", ScanFile.Limit / (1024 * 1024)];

    /// <summary>What has changed, in the order of the form.</summary>
    public string Of(IEnumerable<FilingChange> changes) =>
        changes.Select(c => texts[$"Change.{c}"].Value).Aggregate((all, next) => texts["Changes.And", all, next]);

    public static ChipKind Chip(FilingState state) =>
        state switch
        {
            FilingState.Filed => ChipKind.Verified,
            FilingState.Submitted => ChipKind.Active,
            FilingState.SentBack => ChipKind.Danger,
            _ => ChipKind.Due,
        };

    /// <summary>How many working days are left, or have passed since.</summary>
    public string Deadline(Filing filing, int daysLeft, bool isOverdue) =>
        filing.IsFiled ? Day(filing.Deadline)
        : isOverdue && daysLeft == 0 ? texts["Deadline.JustPassed", Day(filing.Deadline)]
        : isOverdue ? texts["Deadline.Passed", -daysLeft, Day(filing.Deadline)]
        : daysLeft == 0 ? texts["Deadline.Today", Day(filing.Deadline)]
        : texts["Deadline.Left", daysLeft, Day(filing.Deadline)];

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The typed reason, or null with what is wrong with it.</summary>
    public Reason? Reason(string? typed, out string? mistake)
    {
        mistake = Core.People.Reason.TryParse(typed, out var reason, out var refusal)
            ? null
            : texts[$"Reason.{refusal}"].Value;
        return reason;
    }
}
