using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core.Calendar;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Calendar;

/// <summary>What the form of days says.</summary>
public sealed class CalendarInput
{
    public CalendarDayKind? Kind { get; set; }

    public DateOnly? First { get; set; }

    /// <summary>None: one day.</summary>
    public DateOnly? Last { get; set; }

    public string? Name { get; set; }
}

/// <summary>Enters a holiday or a make-up working day, or several in a row.</summary>
public sealed class NewModel(
    EnterCalendarDays enter,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<CalendarTexts> texts
) : CalendarForm(current, stepUp, texts)
{
    [BindProperty]
    public CalendarInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Kinds =>
        [
            .. Enum.GetValues<CalendarDayKind>()
                .Select(k => new SelectListItem(Texts[$"Kind.{k}.Explained"], k.ToString())),
        ];

    public void OnGet() => Input.Kind = CalendarDayKind.Holiday;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Read())
            return Page();
        if (await Prove() is not { } proof)
            return Page();
        var (first, kind) = (Input.First!.Value, Input.Kind!.Value);
        var outcome = await enter.Run(Current.Actor, proof, first, Input.Last, kind, Input.Name);
        return Answer(outcome, "Added", first.Year);
    }

    /// <summary>Each mistake at its field, before a code is asked for.</summary>
    private bool Read()
    {
        var faults = new List<CalendarFault>();
        if (Input.Kind is not { } kind || !Enum.IsDefined(kind))
            faults.Add(CalendarFault.KindUnknown);
        CalendarSpan.Read(Input.First, Input.Last, Input.Kind ?? default, Input.Name, faults);
        ModelState.Clear();
        foreach (var fault in faults)
            ModelState.AddModelError($"{nameof(Input)}.{FieldOf(fault)}", Texts[$"Fault.{fault}"]);
        return faults.Count == 0;
    }

    private static string FieldOf(CalendarFault fault) =>
        fault switch
        {
            CalendarFault.KindUnknown => nameof(Input.Kind),
            CalendarFault.NameMissing or CalendarFault.NameTooLong or CalendarFault.NameNotAllowed => nameof(
                Input.Name
            ),
            CalendarFault.Backwards or CalendarFault.TooLong => nameof(Input.Last),
            _ => nameof(Input.First),
        };
}
