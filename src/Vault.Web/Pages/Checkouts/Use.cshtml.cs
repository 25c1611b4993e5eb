using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Checkouts;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Checkouts;

/// <summary>What the form says.</summary>
public sealed class UsePolicyInput
{
    public int? Uses { get; set; }

    public int? Glass { get; set; }

    public int? Review { get; set; }
}

/// <summary>What holds for the use of secrets in the whole organisation, and the way to decide otherwise.</summary>
[Authorize(Policies.SecurityAdministrator)]
public sealed class UseModel(
    VaultDb db,
    DecideUsePolicy decide,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<CheckoutTexts> texts
) : PageModel
{
    [BindProperty]
    public UsePolicyInput Input { get; set; } = new();

    /// <summary>What the second factor is given for: the policy has no id of its own, so the person stands for it.</summary>
    public Guid Subject => current.Person.Id.Value;

    public void OnGet()
    {
        var terms = UsePolicy.Read(db);
        Input = new()
        {
            Uses = terms.UsesPerHour,
            Glass = terms.GlassHours,
            Review = terms.ReviewHours,
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (ReadTerms() is not { } terms)
            return Page();
        if (await stepUp.Pass(ModelState, ProofPurpose.Administer, Subject) is not { } proof)
            return Page();
        switch (await decide.Run(current.Actor, proof, terms))
        {
            case UsePolicyOutcome.Decided:
                Flash.Leave(TempData, NoticeKind.Done, texts["Use.Decided"]);
                return LocalRedirect("/policy/use");
            case UsePolicyOutcome.ProofNotFresh:
                ModelState.AddModelError(StepUpGate.CodeField, texts["Policy.ProofNotFresh"]);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return StatusCode(StatusCodes.Status403Forbidden);
        }
    }

    /// <summary>Null, with the mistakes at their fields.</summary>
    private UseTerms? ReadTerms()
    {
        if (Input.Uses is not (>= UseTerms.FewestUses and <= UseTerms.MostUses))
            Mistake(nameof(Input.Uses), UseTerms.FewestUses, UseTerms.MostUses);
        if (Input.Glass is not (>= 1 and <= UseTerms.MostGlassHours))
            Mistake(nameof(Input.Glass), 1, UseTerms.MostGlassHours);
        if (Input.Review is not (>= 1 and <= UseTerms.MostReviewHours))
            Mistake(nameof(Input.Review), 1, UseTerms.MostReviewHours);
        return ModelState.IsValid ? new(Input.Uses!.Value, Input.Glass!.Value, Input.Review!.Value) : null;
    }

    private void Mistake(string field, int least, int most)
    {
        var name = $"{nameof(Input)}.{field}";
        ModelState.Remove(name);
        ModelState.AddModelError(name, texts["Use.Wrong", least, most]);
    }
}
