using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core.SignIns;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Invitations;

/// <summary>Where an invitation leads: choose a password, enrol the second factor, keep the recovery codes.</summary>
[AllowAnonymous]
public sealed class AcceptModel(
    OpenInvitation open,
    BeginEnrolment begin,
    AcceptInvitation accept,
    PendingSeeds pending,
    CurrentActor current,
    ShownTime shown,
    IStringLocalizer<InvitationTexts> texts,
    IStringLocalizer<PasswordTexts> passwordTexts
) : PageModel
{
    [FromRoute]
    public string Token { get; set; } = "";

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Repeat { get; set; }

    /// <summary>Null: the link leads nowhere, for whatever reason.</summary>
    public OpenedInvitation? Opened { get; private set; }

    /// <summary>Set once everything is done; shown this once.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public IActionResult OnGet() => Show();

    public async Task<IActionResult> OnPostPasswordAsync()
    {
        var (password, repeat) = (Password ?? "", Repeat ?? "");
        ModelState.Clear();
        if (password != repeat)
        {
            ModelState.AddModelError(nameof(Repeat), passwordTexts["Different"]);
            return Show();
        }
        if (await begin.Run(Token, password) is BeginEnrolmentOutcome.PasswordRefused refused)
        {
            ModelState.AddRefusals(nameof(Password), refused.Reasons, passwordTexts);
            return Show();
        }
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostConfirmAsync()
    {
        var code = await PostedCode.Read(HttpContext, "Code", "");
        switch (await accept.Run(Token, code, current.Address))
        {
            case AcceptInvitationOutcome.Accepted accepted:
                RecoveryCodes = accepted.RecoveryCodes;
                return Page();
            case AcceptInvitationOutcome.WrongCode:
                ModelState.AddModelError("Code", texts["Code.Wrong"]);
                break;
            case AcceptInvitationOutcome.Delayed delayed:
                ModelState.AddModelError("Code", texts["Code.Delayed", shown.Absolute(delayed.Until, seconds: true)]);
                break;
            case AcceptInvitationOutcome.Stopped:
                ModelState.AddModelError("Code", texts["Code.Stopped"]);
                break;
            case AcceptInvitationOutcome.NotBegun:
                ModelState.AddModelError("", texts["NotBegun"]);
                break;
        }
        return Show();
    }

    /// <summary>Back to the password, with a new seed afterwards.</summary>
    public IActionResult OnPostAgain()
    {
        if (open.Run(Token) is { } opened)
            pending.Forget(opened.Invitation.Id.Value);
        return RedirectToPage();
    }

    private PageResult Show()
    {
        Opened = open.Run(Token);
        if (Opened is null)
        {
            ModelState.Clear();
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
        return Page();
    }
}
