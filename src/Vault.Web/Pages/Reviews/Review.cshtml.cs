using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Core.Reviews;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Reviews;

/// <summary>One review: its flagged entries, what is said of them, and the signature.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class ReviewModel(
    ReadReview read,
    CurrentActor current,
    StepUpGate stepUp,
    ReviewWords words,
    IStringLocalizer<ReviewTexts> texts
) : PageModel
{
    public ReviewFile Found { get; private set; } = null!;

    /// <summary>Only what nobody has judged.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Open { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    /// <summary>Sequences of the entries chosen.</summary>
    [BindProperty]
    public List<long> Entries { get; set; } = [];

    [BindProperty]
    public ReviewDisposition? Disposition { get; set; }

    /// <summary>What was found, or what is asked.</summary>
    [BindProperty]
    public string? Remark { get; set; }

    public string Here => $"/reviews/{Found.Review.Id}";

    public IEnumerable<SelectListItem> Dispositions =>
        Enum.GetValues<ReviewDisposition>().Select(d => new SelectListItem(texts[$"Dispose.{d}"], d.ToString()));

    public async Task<IActionResult> OnGetAsync(ReviewId id)
    {
        ModelState.Clear();
        return await Load(id) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostDisposeAsync(ReviewId id, [FromServices] DisposeOfEntries dispose)
    {
        ModelState.Clear();
        if (Entries.Count == 0)
            ModelState.AddModelError(nameof(Entries), texts["Entries.Missing"]);
        if (Disposition is null)
            ModelState.AddModelError(nameof(Disposition), texts["Disposition.Missing"]);
        Reason? remark = null;
        var isNeeded = Disposition is not (null or ReviewDisposition.Normal);
        if (isNeeded || !string.IsNullOrWhiteSpace(Remark))
        {
            remark = words.Reason(Remark, out var mistake);
            if (mistake is not null)
                ModelState.AddModelError(nameof(Remark), mistake);
        }
        if (!ModelState.IsValid)
            return await Load(id) ? Page() : NotFound();
        return await Answer(
            id,
            await dispose.Run(current.Actor, id, Entries, Disposition!.Value, remark),
            "Done.Disposed"
        );
    }

    public async Task<IActionResult> OnPostSignAsync(
        ReviewId id,
        [FromServices] FindReview find,
        [FromServices] SignReview sign
    )
    {
        ModelState.Clear();
        if (await find.Run(current.Standing(), id) is not { } review)
            return NotFound();
        FreshProof? proof = null;
        // What is signed takes no code: the attempt is refused, and logged, by the command.
        if (!review.IsSigned)
        {
            proof = await stepUp.Pass(ModelState, ProofPurpose.Sign, id.Value);
            if (proof is null)
                return await Load(id) ? Page() : NotFound();
        }
        return await Answer(id, await sign.Run(current.Actor, proof, id), "Done.Signed");
    }

    private async Task<IActionResult> Answer(ReviewId id, ReviewOutcome outcome, string done)
    {
        switch (outcome)
        {
            case ReviewOutcome.Done:
                Flash.Leave(TempData, NoticeKind.Done, texts[done]);
                return LocalRedirect($"/reviews/{id}{(Open ? "?open=true" : "")}");
            case ReviewOutcome.Unsound unsound:
                return await Wrong(id, "", words.Of(unsound), StatusCodes.Status409Conflict);
            case ReviewOutcome.Refused(var why):
                return await Wrong(
                    id,
                    why == ReviewRefusal.ProofNotFresh ? StepUpGate.CodeField : "",
                    words.Of(why),
                    why.IsForbidden() ? StatusCodes.Status403Forbidden : StatusCodes.Status409Conflict
                );
            default:
                return NotFound();
        }
    }

    private async Task<IActionResult> Wrong(ReviewId id, string field, string sentence, int status)
    {
        if (!await Load(id))
            return NotFound();
        ModelState.AddModelError(field, sentence);
        Response.StatusCode = status;
        return Page();
    }

    private async Task<bool> Load(ReviewId id)
    {
        if (await read.Run(current.Actor, id, Open, Number) is not { } file)
            return false;
        Found = file;
        return true;
    }
}
