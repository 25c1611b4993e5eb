using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Incidents;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Incidents;

/// <summary>One incident: what has still to be changed, and for the office the way to conclude it.</summary>
public sealed class IncidentModel(
    ReadIncident read,
    ConcludeIncident conclude,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<IncidentTexts> texts
) : PageModel
{
    public IncidentFile Found { get; private set; } = null!;

    [BindProperty]
    public string? FoundOut { get; set; }

    public async Task<IActionResult> OnGetAsync(IncidentId id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(IncidentId id, IncidentConclusion conclusion)
    {
        if (!await Load(id) || !Enum.IsDefined(conclusion))
            return NotFound();
        if (!Reason.TryParse(FoundOut, out var found, out var refusal))
        {
            ModelState.AddModelError(nameof(FoundOut), texts[$"Why.{refusal}"]);
            return Page();
        }
        FreshProof? proof = null;
        // Whoever may not is refused by the use case, and is not asked for a code before.
        if (Found.Barred is null)
        {
            proof = await stepUp.Pass(ModelState, ProofPurpose.Incident, id.Value);
            if (proof is null)
                return Page();
        }
        switch (await conclude.Run(current.Actor, proof, id, conclusion, found))
        {
            case IncidentOutcome.Done:
                Flash.Leave(TempData, NoticeKind.Done, texts["Concluded"]);
                return LocalRedirect($"/incidents/{id}");
            case IncidentOutcome.Refused refused:
                await Load(id);
                return this.Refuse(texts[$"Refusal.{refused.Why}"]);
            default:
                return NotFound();
        }
    }

    private async Task<bool> Load(IncidentId id)
    {
        if (await read.Run(current.Standing(), id) is not { } file)
            return false;
        Found = file;
        return true;
    }
}
