using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.My;

/// <summary>A new set of one's own recovery codes, shown once.</summary>
public sealed class RecoveryCodesModel(
    CurrentActor current,
    StepUpGate gate,
    IssueRecoveryCodes issue,
    IStringLocalizer<MyTexts> texts
) : PageModel
{
    public IReadOnlyList<string>? Codes { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await gate.Pass(ModelState, ProofPurpose.ChangeOwnSignIn, null) is not { } proof)
            return Page();
        Codes = await issue.Run(current.Actor, proof);
        if (Codes is null)
            ModelState.AddModelError(StepUpGate.CodeField, texts["Proof.Stale"]);
        return Page();
    }
}
