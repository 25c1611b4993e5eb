using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.My;

/// <summary>Replaces one's own second factor: the old one first, then a code of the new one.</summary>
public sealed class FactorModel(
    CurrentActor current,
    StepUpGate gate,
    OfferSecondFactor offer,
    ReplaceSecondFactor replace,
    PendingSeeds pending,
    IStringLocalizer<MyTexts> texts
) : PageModel
{
    public const string NewCodeField = "NewCode";

    /// <summary>The seed to be taken in; null before the old factor was given.</summary>
    public NewSeed? Seed => pending.Find(current.Session.Id.Value) is { } seed ? new(seed, current.Person) : null;

    public void OnGet() { }

    public async Task<IActionResult> OnPostBeginAsync()
    {
        if (await gate.Pass(ModelState, ProofPurpose.ChangeOwnSignIn, null) is not { } proof)
            return Page();
        offer.Run(current.Session, proof);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostConfirmAsync()
    {
        // Longer than five minutes at the QR code: the old factor is asked for again.
        if (await gate.Pass(ModelState, ProofPurpose.ChangeOwnSignIn, null) is not { } proof)
            return Page();
        var code = await PostedCode.Read(HttpContext, NewCodeField, "");
        switch (await replace.Run(current.Actor, current.Session, proof, code))
        {
            case ReplaceSecondFactorOutcome.Replaced:
                Flash.Leave(TempData, NoticeKind.Done, texts["Factor.Replaced"]);
                return RedirectToPage("SignIn");
            case ReplaceSecondFactorOutcome.WrongCode:
                ModelState.AddModelError(NewCodeField, texts["Factor.NewCode.Wrong"]);
                return Page();
            case ReplaceSecondFactorOutcome.NotBegun:
                return RedirectToPage();
            default:
                ModelState.AddModelError(StepUpGate.CodeField, texts["Proof.Stale"]);
                return Page();
        }
    }

    public IActionResult OnPostCancel()
    {
        pending.Forget(current.Session.Id.Value);
        return RedirectToPage("SignIn");
    }
}
