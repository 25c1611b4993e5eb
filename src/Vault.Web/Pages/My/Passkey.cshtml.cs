using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.My;

/// <summary>Removes one of one's own passkeys.</summary>
public sealed class PasskeyModel(
    CurrentActor current,
    StepUpGate gate,
    ReadOwnSignIn read,
    RemovePasskey remove,
    IStringLocalizer<MyTexts> texts
) : PageModel
{
    public OwnPasskey Shown { get; private set; } = null!;

    public IActionResult OnGet(PasskeyId passkey) => Find(passkey) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(PasskeyId passkey)
    {
        if (!Find(passkey))
            return NotFound();
        if (await gate.Pass(ModelState, ProofPurpose.ChangeOwnSignIn, null) is not { } proof)
            return Page();
        switch (await remove.Run(current.Actor, current.Session, proof, passkey))
        {
            case RemovePasskeyOutcome.Removed:
                Flash.Leave(TempData, NoticeKind.Done, texts["Passkeys.Removed", Shown.Name]);
                return RedirectToPage("SignIn");
            case RemovePasskeyOutcome.NotFound:
                return NotFound();
            default:
                ModelState.AddModelError(StepUpGate.CodeField, texts["Proof.Stale"]);
                return Page();
        }
    }

    private bool Find(PasskeyId id)
    {
        if (read.Run(current.Actor).Passkeys.SingleOrDefault(p => p.Id == id) is not { } own)
            return false;
        Shown = own;
        return true;
    }
}
