using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core;
using Vault.Core.People;
using Vault.Core.Reviews;
using Vault.Web.Pages.Records;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Reviews;

/// <summary>The sheet of a signed review on paper. The address alone shows nothing of it; what leaves is the answer to a POST.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class PrintModel(
    FindReview find,
    PrintReview print,
    CurrentActor current,
    StepUpGate stepUp,
    ReviewWords words
) : PageModel
{
    /// <summary>Null until a second factor was given.</summary>
    public PrintedReview? Paper { get; private set; }

    public Review Found { get; private set; } = null!;

    public string Here => $"/reviews/{Found.Id}";

    /// <summary>Where whoever holds the paper learns whether the vault has it so.</summary>
    public RecordMark Mark(PrintedReview paper) =>
        new(paper.Sheet.Number, paper.Sha256, RecordAddress.Of(Request, paper.Sheet.Number, paper.Sha256));

    public async Task<IActionResult> OnGetAsync(ReviewId id)
    {
        ModelState.Clear();
        return await Load(id) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(ReviewId id)
    {
        ModelState.Clear();
        if (!await Load(id))
            return NotFound();
        FreshProof? proof = null;
        // What is not signed takes no code: the attempt is refused, and logged, by the command.
        if (Found.IsSigned)
        {
            proof = await stepUp.Pass(ModelState, ProofPurpose.Export, id.Value);
            if (proof is null)
                return Page();
        }
        switch (await print.Run(current.Actor, proof, id))
        {
            case ReviewOutcome.Paper(var sheet):
                Paper = sheet;
                return Page();
            case ReviewOutcome.Refused(var why):
                ModelState.AddModelError(why == ReviewRefusal.ProofNotFresh ? StepUpGate.CodeField : "", words.Of(why));
                Response.StatusCode = why.IsForbidden()
                    ? StatusCodes.Status403Forbidden
                    : StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    private async Task<bool> Load(ReviewId id)
    {
        if (await find.Run(current.Standing(), id) is not { } review)
            return false;
        Found = review;
        return true;
    }
}
