using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core.Calendar;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Calendar;

/// <summary>What the pages that change the calendar share.</summary>
[Authorize(Policies.Registrar)]
public abstract class CalendarForm(CurrentActor current, StepUpGate stepUp, IStringLocalizer<CalendarTexts> texts)
    : PageModel
{
    protected CurrentActor Current => current;

    protected IStringLocalizer<CalendarTexts> Texts { get; } = texts;

    /// <summary>What the second factor is given for: the calendar has no id of its own, so the person stands for it.</summary>
    public Guid Subject => current.Person.Id.Value;

    protected Task<FreshProof?> Prove() => stepUp.Pass(ModelState, ProofPurpose.Administer, Subject);

    /// <summary>The answer to a change; one with mistakes in what was typed is the page's own to say.</summary>
    /// <param name="done">The key of what is said when days were changed.</param>
    protected IActionResult Answer(CalendarOutcome outcome, string done, int? year)
    {
        var page = year is null ? "/calendar" : $"/calendar?year={year}";
        switch (outcome)
        {
            case CalendarOutcome.Done { Days: 0 }:
                Flash.Leave(TempData, NoticeKind.Info, Texts["Nothing"]);
                return LocalRedirect(page);
            case CalendarOutcome.Done changed:
                Flash.Leave(TempData, NoticeKind.Done, Texts[done, changed.Days]);
                return LocalRedirect(page);
            case CalendarOutcome.ProofNotFresh:
                ModelState.AddModelError(StepUpGate.CodeField, Texts["ProofNotFresh"]);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            case CalendarOutcome.ChangedMeanwhile:
                return this.Refuse(Texts["Meanwhile"]);
            default:
                return StatusCode(StatusCodes.Status403Forbidden);
        }
    }
}
