using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core.Checkouts;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Checkouts;

/// <summary>The list of purposes that whoever asks for an account chooses from, and the way to change it.</summary>
[Authorize(Policies.SecurityAdministrator)]
public sealed class PurposesModel(
    PurposeList list,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<CheckoutTexts> texts
) : PageModel
{
    public const string Address = "/policy/purposes";

    /// <summary>What a new one is called.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Which one is taken off or offered again; null where one is added.</summary>
    public Purpose? Chosen { get; private set; }

    public IReadOnlyList<Purpose> All => list.All;

    /// <summary>What the second factor is given for: the list has no id of its own, so the person stands for it.</summary>
    public Guid Subject => current.Person.Id.Value;

    public void OnGet(string? change) => Chosen = list.Find(change);

    public Task<IActionResult> OnPostAsync([FromServices] AddPurpose add) =>
        Answer(proof => add.Run(current.Actor, proof, Name), "Purpose.Added");

    public Task<IActionResult> OnPostRetireAsync(string key, [FromServices] OfferPurpose offer) =>
        Offer(offer, key, false, "Purpose.Retired");

    public Task<IActionResult> OnPostOfferAsync(string key, [FromServices] OfferPurpose offer) =>
        Offer(offer, key, true, "Purpose.Offered");

    private async Task<IActionResult> Offer(OfferPurpose offer, string key, bool isOffered, string done)
    {
        Chosen = list.Find(key);
        return Chosen is null
            ? NotFound()
            : await Answer(proof => offer.Run(current.Actor, proof, key, isOffered), done);
    }

    private async Task<IActionResult> Answer(Func<FreshProof, Task<PurposeOutcome>> step, string done)
    {
        if (await stepUp.Pass(ModelState, ProofPurpose.Administer, Subject) is not { } proof)
            return Page();
        switch (await step(proof))
        {
            case PurposeOutcome.Decided:
                Flash.Leave(TempData, NoticeKind.Done, texts[done]);
                return LocalRedirect(Address);
            case PurposeOutcome.Faulty faulty:
                ModelState.AddModelError(nameof(Name), texts[$"Purposes.Fault.{faulty.Fault}"]);
                return Page();
            case PurposeOutcome.Taken:
                ModelState.AddModelError(nameof(Name), texts["Purpose.Taken"]);
                return Page();
            case PurposeOutcome.LastOne:
                return Refuse("", "Purpose.LastOne");
            case PurposeOutcome.ProofNotFresh:
                return Refuse(StepUpGate.CodeField, "Policy.ProofNotFresh");
            case PurposeOutcome.NotFound:
                return NotFound();
            default:
                return StatusCode(StatusCodes.Status403Forbidden);
        }
    }

    private PageResult Refuse(string field, string why)
    {
        ModelState.AddModelError(field, texts[why]);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
