using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.People;
using Vault.Core.Reviews;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Reviews;

/// <summary>Where the reviews of the log stand, for the whole office; reviewers begin one here.</summary>
[Authorize(Policy = Policies.Office)]
public sealed class IndexModel(ListReviews list, OpenReview open, CurrentActor current, ReviewWords words) : PageModel
{
    public ReviewBoard Board { get; private set; } = null!;

    [BindProperty]
    public DateOnly? From { get; set; }

    /// <summary>The last day.</summary>
    [BindProperty]
    public DateOnly? Until { get; set; }

    public bool IsReviewer => current.Has(OfficeRole.Reviewer);

    public async Task<IActionResult> OnGetAsync()
    {
        ModelState.Clear();
        if (!await Load())
            return StatusCode(StatusCodes.Status403Forbidden);
        (From, Until) = (Board.Next?.From, Board.Next?.Until);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        ModelState.Clear();
        var outcome = await open.Run(current.Actor, From, Until);
        if (outcome is ReviewOutcome.Done(var id))
            return LocalRedirect($"/reviews/{id}");
        if (!await Load())
            return StatusCode(StatusCodes.Status403Forbidden);
        switch (outcome)
        {
            case ReviewOutcome.FaultyPeriod(var fault):
                ModelState.AddModelError(nameof(Until), words.Of(fault));
                break;
            case ReviewOutcome.Unsound unsound:
                ModelState.AddModelError("", words.Of(unsound));
                Response.StatusCode = StatusCodes.Status409Conflict;
                break;
            case ReviewOutcome.Refused(var why):
                ModelState.AddModelError("", words.Of(why));
                Response.StatusCode = why.IsForbidden()
                    ? StatusCodes.Status403Forbidden
                    : StatusCodes.Status409Conflict;
                break;
        }
        return Page();
    }

    private async Task<bool> Load()
    {
        if (await list.Run(current.Standing()) is not { } board)
            return false;
        Board = board;
        return true;
    }
}
