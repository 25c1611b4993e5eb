using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Vault.Core.Calendar;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Calendar;

/// <summary>Takes days out of the calendar, as many as are ticked.</summary>
public sealed class RemoveModel(
    ReadCalendar read,
    RemoveCalendarDays remove,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<CalendarTexts> texts
) : CalendarForm(current, stepUp, texts)
{
    /// <summary>By the day as <c>2026-10-01</c>; one that is not ticked need not be there.</summary>
    [BindProperty]
    public Dictionary<string, bool> Chosen { get; set; } = [];

    public CalendarYear Calendar { get; private set; } = null!;

    public void OnGet(int? year)
    {
        ModelState.Clear();
        Calendar = read.Run(year);
    }

    public async Task<IActionResult> OnPostAsync(int? year)
    {
        OnGet(year);
        var days = Calendar.Days.Where(d => Chosen.GetValueOrDefault(d.RowId)).Select(d => d.Day).ToList();
        if (days.Count == 0)
        {
            ModelState.AddModelError("", Texts["Remove.None"]);
            return Page();
        }
        if (await Prove() is not { } proof)
            return Page();
        return Answer(await remove.Run(Current.Actor, proof, days), "Removed", Calendar.Year);
    }
}
