using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Vault.Core.Calendar;
using Vault.Core.People;
using Vault.Web.Hosting;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Calendar;

/// <summary>
/// Takes over a list of days: read, shown beside the calendar, confirmed. Nothing of it is kept meanwhile; what was
/// understood goes along with the page and is read again when it is confirmed.
/// </summary>
[RequestSizeLimit(RequestLimits.UploadBytes)]
public sealed class ImportModel(
    PreviewCalendarImport preview,
    ImportCalendar import,
    CurrentActor current,
    StepUpGate stepUp,
    TimeProvider clock,
    IStringLocalizer<CalendarTexts> texts
) : CalendarForm(current, stepUp, texts)
{
    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public string? Pasted { get; set; }

    /// <summary>The list that was shown, in its plainest form.</summary>
    [BindProperty]
    public string? List { get; set; }

    /// <summary>Names what was shown.</summary>
    [BindProperty]
    public string? Digest { get; set; }

    /// <summary>Null until a list was read.</summary>
    public CalendarPlan? Plan { get; private set; }

    public IReadOnlyList<CalendarRowFault> Faults { get; private set; } = [];

    public void OnGet() => ModelState.Clear();

    public async Task<IActionResult> OnPostAsync()
    {
        ModelState.Clear();
        var field = Upload is null ? nameof(Pasted) : nameof(Upload);
        if (Upload is null && string.IsNullOrWhiteSpace(Pasted))
            ModelState.AddModelError(nameof(Upload), Texts["Upload.Missing"]);
        else
            Show(await Bytes(), field);
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync()
    {
        ModelState.Clear();
        if (Show(Encoding.UTF8.GetBytes(List ?? ""), nameof(Upload)) is not { } list)
            return Page();
        FreshProof? proof = null;
        // One that changes nothing by now asks for no code.
        if (!Plan!.IsEmpty && (proof = await Prove()) is null)
            return Page();
        var outcome = await import.Run(Current.Actor, proof, list, Digest);
        int? year = Plan.Days is [var first, ..] ? first.Day.Year : null;
        return Answer(outcome, "Imported", year);
    }

    /// <summary>One byte too many is enough to refuse it.</summary>
    private async Task<byte[]> Bytes()
    {
        if (Upload is null)
            return Encoding.UTF8.GetBytes(Pasted!);
        var bytes = new byte[Math.Min(Upload.Length, CalendarLimits.FileBytes + 1)];
        await using var content = Upload.OpenReadStream();
        await content.ReadExactlyAsync(bytes);
        return bytes;
    }

    /// <summary>The list with its plan, or null with the reason at the field.</summary>
    private CalendarList? Show(byte[] bytes, string field)
    {
        switch (CalendarFile.Read(bytes, clock))
        {
            case CalendarListOutcome.Read { List: var list }:
                (Plan, Faults) = (preview.Run(Current.Standing(), list), list.Faults);
                List = CalendarFile.Write(list);
                return list;
            case CalendarListOutcome.Refused refused:
                ModelState.AddModelError(field, Texts[$"Refused.{refused.Why}", LimitOf(refused.Why)]);
                return null;
            default:
                throw new InvalidOperationException("Unknown outcome of reading a list.");
        }
    }

    private static int LimitOf(CalendarRefusal why) =>
        why switch
        {
            CalendarRefusal.TooLarge => CalendarLimits.FileBytes / 1024,
            CalendarRefusal.TooManyRows => CalendarLimits.Rows,
            CalendarRefusal.TooManyDays => CalendarLimits.Days,
            _ => 0,
        };
}
