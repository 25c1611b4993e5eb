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

/// <summary>报告疑似被盗用: freezes an account, and says before what comes of it. For who answers for the account.</summary>
public sealed class ReportModel(
    FindIncident find,
    ReportCompromise report,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<IncidentTexts> texts
) : PageModel
{
    [BindProperty]
    public string? Why { get; set; }

    public AccountIncident Found { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(AccountId account) =>
        await Load(account) && Found.Barred is null or IncidentRefusal.OpenAlready ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(AccountId account)
    {
        if (!await Load(account))
            return NotFound();
        if (!Reason.TryParse(Why, out var why, out var refusal))
        {
            ModelState.AddModelError(nameof(Why), texts[$"Why.{refusal}"]);
            return Page();
        }
        FreshProof? proof = null;
        // Whoever may not is refused by the use case, and is not asked for a code before.
        if (Found.Barred is null)
        {
            proof = await stepUp.Pass(ModelState, ProofPurpose.Incident, account.Value);
            if (proof is null)
                return Page();
        }
        switch (await report.Run(current.Actor, proof, account, why))
        {
            case IncidentOutcome.Done done:
                Flash.Leave(TempData, NoticeKind.Done, texts["Reported"]);
                return LocalRedirect($"/incidents/{done.Incident}");
            case IncidentOutcome.Refused refused:
                await Load(account);
                return this.Refuse(texts[$"Refusal.{refused.Why}"]);
            default:
                return NotFound();
        }
    }

    private async Task<bool> Load(AccountId account)
    {
        if (await find.Run(current.Standing(), account) is not { } found)
            return false;
        Found = found;
        return true;
    }
}
