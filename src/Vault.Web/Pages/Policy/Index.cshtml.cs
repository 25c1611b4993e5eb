using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Policy;

/// <summary>What may be decided about students.</summary>
public enum StudentRule
{
    Barred,
    Allowed,
}

/// <summary>What the organisation has decided about who may use secrets, and the way to decide otherwise.</summary>
[Authorize(Policies.SecurityAdministrator)]
public sealed class IndexModel(
    VaultDb db,
    DecidePolicy decide,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<PolicyTexts> texts
) : PageModel
{
    [BindProperty]
    public StudentRule? Students { get; set; }

    public bool StudentsMayReveal { get; private set; }

    /// <summary>What the second factor is given for: the policy has no id of its own, so the person stands for it.</summary>
    public Guid Subject => current.Person.Id.Value;

    public IReadOnlyList<SelectListItem> Choices =>
        [.. Enum.GetValues<StudentRule>().Select(r => new SelectListItem(texts[$"Students.{r}"], r.ToString()))];

    public void OnGet()
    {
        Load();
        Students = StudentsMayReveal ? StudentRule.Allowed : StudentRule.Barred;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Load();
        if (Students is not { } rule || !Enum.IsDefined(rule))
        {
            ModelState.Clear();
            ModelState.AddModelError(nameof(Students), texts["Choice.Missing"]);
            return Page();
        }
        if (await stepUp.Pass(ModelState, ProofPurpose.Administer, Subject) is not { } proof)
            return Page();
        switch (await decide.Run(current.Actor, proof, rule == StudentRule.Allowed))
        {
            case PolicyOutcome.Decided:
                Flash.Leave(TempData, NoticeKind.Done, texts["Decided"]);
                return LocalRedirect("/policy");
            case PolicyOutcome.ProofNotFresh:
                ModelState.AddModelError(StepUpGate.CodeField, texts["ProofNotFresh"]);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return StatusCode(StatusCodes.Status403Forbidden);
        }
    }

    private void Load() => StudentsMayReveal = RegisterPolicy.Read(db).StudentsMayReveal;
}
