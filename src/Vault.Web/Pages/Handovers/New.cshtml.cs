using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Persons;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Handovers;

/// <summary>Whether somebody leaves altogether.</summary>
public enum HandoverScope
{
    /// <summary>Everything he has and knows.</summary>
    Everything,

    /// <summary>Some accounts only.</summary>
    Some,
}

/// <summary>
/// Prepares a handover: first whose, then to whom. One successor and one witness are said for all accounts; where they
/// differ for one of them it is said at that one.
/// </summary>
public sealed class NewModel(
    VaultDb db,
    FindLeavers leavers,
    DraftHandover draft,
    PrepareHandover prepare,
    CurrentActor current,
    HandoverWords words,
    TimeProvider clock,
    IStringLocalizer<HandoverTexts> texts,
    IStringLocalizer<PersonTexts> people
) : PageModel
{
    [BindProperty]
    public NewHandoverInput Input { get; set; } = new();

    /// <summary>Null while it is to be said whose it is.</summary>
    public HandoverDraft? Draft { get; private set; }

    public PersonChoices Leavers { get; private set; } = PersonChoices.None;

    public PersonChoices Successors { get; private set; } = PersonChoices.None;

    public PersonChoices Witnesses { get; private set; } = PersonChoices.None;

    public string? Typed { get; private set; }

    public IReadOnlyList<SelectListItem> Causes =>
        [.. Enum.GetValues<HandoverCause>().Select(c => new SelectListItem(texts[$"Cause.{c}"], c.ToString()))];

    public IReadOnlyList<SelectListItem> Scopes =>
        [.. Enum.GetValues<HandoverScope>().Select(s => new SelectListItem(texts[$"Scope.{s}"], s.ToString()))];

    public async Task<IActionResult> OnGetAsync([FromQuery] string? leaver)
    {
        ModelState.Clear();
        if (!await Load(leaver))
            return NotFound();
        if (Draft is null)
            return Page();
        Input.Days = Handover.UsualDays;
        Input.EffectiveOn = OrganisationTime.DayOf(clock.GetUtcNow());
        Input.Scope = HandoverScope.Everything;
        Input.Witness = Witnesses.TextOf(WitnessOfAll(Draft)?.Id);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromQuery] string? leaver)
    {
        if (!await Load(leaver) || Draft is null)
            return NotFound();
        var reading = new HandoverForm(ModelState, texts, words, Draft, Successors, Witnesses);
        if (reading.Read(Input) is not { } plan)
            return Page();
        switch (await prepare.Run(current.Actor, plan))
        {
            case HandoverOutcome.Done done:
                Flash.Leave(TempData, NoticeKind.Done, texts["Prepared"]);
                return LocalRedirect($"/handovers/{done.Id}");
            case HandoverOutcome.Faulty faulty:
                foreach (var fault in faulty.Faults)
                    reading.Add(fault, Input);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            case HandoverOutcome.Refused refused:
                ModelState.AddModelError("", words.Refusal(refused.Why));
                Response.StatusCode = StatusCodes.Status403Forbidden;
                return Page();
            default:
                return NotFound();
        }
    }

    /// <summary>Who would be asked first for every account; null: for one this one, for another that.</summary>
    private static Person? WitnessOfAll(HandoverDraft draft)
    {
        var first = draft
            .Accounts.Select(a => a.Witnesses is [var next, ..] ? next : null)
            .DistinctBy(p => p?.Id)
            .ToList();
        return first is [var one] ? one : null;
    }

    /// <summary>False for who prepares no handovers, or none of this person.</summary>
    private async Task<bool> Load(string? leaver)
    {
        if (await leavers.Run(current.Standing()) is not { } found)
            return false;
        Leavers = await PersonChoices.Among(db, people, found);
        Typed = leaver;
        if (string.IsNullOrWhiteSpace(leaver))
            return true;
        var person = PersonId.TryParse(leaver, null, out var id) ? id : Leavers.Find(leaver)?.Id;
        if (person is null)
        {
            ModelState.AddModelError(nameof(leaver), texts["Leaver.Unknown"]);
            return true;
        }
        Draft = await draft.Run(current.Standing(), person.Value);
        if (Draft is null)
            return false;
        Successors = await PersonChoices.Of(db, people, except: person);
        var ranked = Draft.Accounts.SelectMany(a => a.Witnesses).DistinctBy(p => p.Id).ToList();
        Witnesses = await PersonChoices.Among(db, people, ranked);
        return true;
    }
}
