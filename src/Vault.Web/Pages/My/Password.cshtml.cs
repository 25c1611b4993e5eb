using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.My;

/// <summary>Changes one's own password; the other sessions end.</summary>
public sealed class PasswordModel(
    CurrentActor current,
    StepUpGate gate,
    ChangePassword change,
    ShownTime shown,
    IStringLocalizer<MyTexts> texts,
    IStringLocalizer<PasswordTexts> passwordTexts
) : PageModel
{
    [BindProperty]
    public string? Present { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Repeat { get; set; }

    public string UserName => current.Person.SignInName;

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        ModelState.Clear();
        if (string.IsNullOrEmpty(Present))
            ModelState.AddModelError(nameof(Present), texts["Password.Present.Missing"]);
        if (Password != Repeat)
            ModelState.AddModelError(nameof(Repeat), passwordTexts["Different"]);
        if (!ModelState.IsValid)
            return Page();
        if (await gate.Pass(ModelState, ProofPurpose.ChangeOwnSignIn, null) is not { } proof)
            return Page();
        var outcome = await change.Run(current.Actor, current.Session, proof, Present!, Password ?? "");
        switch (outcome)
        {
            case ChangePasswordOutcome.Changed changed:
                Flash.Leave(TempData, NoticeKind.Done, texts["Password.Changed", changed.SessionsEnded]);
                return RedirectToPage("SignIn");
            case ChangePasswordOutcome.PasswordRefused refused:
                ModelState.AddRefusals(nameof(Password), refused.Reasons, passwordTexts);
                return Page();
            case ChangePasswordOutcome.WrongPassword:
                ModelState.AddModelError(nameof(Present), texts["Password.Present.Wrong"]);
                return Page();
            case ChangePasswordOutcome.Delayed delayed:
                ModelState.AddModelError(nameof(Present), Wait(delayed.Until));
                return Page();
            default:
                ModelState.AddModelError(StepUpGate.CodeField, texts["Proof.Stale"]);
                return Page();
        }
    }

    private string Wait(DateTimeOffset? until) =>
        until is { } at ? texts["Delayed", shown.Absolute(at, seconds: true)] : texts["Stopped"];
}
