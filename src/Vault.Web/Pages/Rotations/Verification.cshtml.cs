using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Rotations;

/// <summary>登录验证: what waits to be seen to work, and for who may attest it the way to say that it did or did not.</summary>
public sealed class VerificationModel(
    ReadVerification read,
    VerifyChange verify,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<RotationTexts> texts
) : PageModel
{
    public VerificationFile Details { get; private set; } = null!;

    [BindProperty]
    public string? Why { get; set; }

    /// <summary>The form that was sent is the one that says it did not work.</summary>
    public bool IsFailing { get; private set; }

    /// <summary>The address of this page without a handler.</summary>
    public string Here => $"/accounts/{Details.Account.Id}/secrets/{Details.Version.Component.Slug()}/verification";

    public async Task<IActionResult> OnGetAsync(AccountId account, string component) =>
        await Load(account, component) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(AccountId account, string component, SecretVersionId version) =>
        await Load(account, component) ? await Say(version, null) : NotFound();

    public async Task<IActionResult> OnPostFailedAsync(AccountId account, string component, SecretVersionId version)
    {
        if (!await Load(account, component))
            return NotFound();
        IsFailing = true;
        if (Reason.TryParse(Why, out var why, out var refusal))
            return await Say(version, why);
        ModelState.AddModelError(nameof(Why), texts[$"Why.{refusal}"]);
        return Page();
    }

    private async Task<IActionResult> Say(SecretVersionId version, Reason? failure)
    {
        FreshProof? proof = null;
        // Whoever may not is refused by the use case, and is not asked for a code before.
        if (Details.Why is null)
        {
            proof = await stepUp.Pass(ModelState, ProofPurpose.Verify, Details.Account.Id.Value);
            if (proof is null)
                return Page();
        }
        switch (await verify.Run(current.Actor, proof, Details.Account.Id, version, failure))
        {
            case VerificationOutcome.Done:
                Flash.Leave(TempData, NoticeKind.Done, texts[failure is null ? "Done.Verified" : "Done.Failed"]);
                return LocalRedirect($"/accounts/{Details.Account.Id}");
            case VerificationOutcome.Refused refused:
                return await Refuse(refused.Why);
            default:
                return NotFound();
        }
    }

    /// <summary>How things stand now, with the reason why this did not count.</summary>
    private async Task<IActionResult> Refuse(VerificationRefusal why)
    {
        ModelState.Clear();
        if (!await Load(Details.Account.Id, Details.Version.Component.Slug()))
        {
            Flash.Leave(TempData, NoticeKind.Due, texts[$"Refusal.{why}"]);
            return LocalRedirect($"/accounts/{Details.Account.Id}");
        }
        ModelState.AddModelError("", texts[$"Refusal.{why}"]);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    /// <summary>False if nothing is pending, or nothing this reader sees: the two look alike.</summary>
    private async Task<bool> Load(AccountId account, string slug)
    {
        if (
            !ComponentNames.TryParse(slug, out var component)
            || await read.Run(current.Standing(), account, component) is not { } file
        )
            return false;
        Details = file;
        return true;
    }
}
