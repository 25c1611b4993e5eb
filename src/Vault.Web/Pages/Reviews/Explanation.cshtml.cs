using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Reviews;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Reviews;

/// <summary>What somebody is asked about an entry of the log that he answers for, and his answer.</summary>
public sealed class ExplanationModel(
    ReadExplanation read,
    GiveExplanation give,
    CurrentActor current,
    ReviewWords words,
    IStringLocalizer<ReviewTexts> texts
) : PageModel
{
    public ExplanationFile Found { get; private set; } = null!;

    [BindProperty]
    public string? Answer { get; set; }

    public async Task<IActionResult> OnGetAsync(ExplanationId id)
    {
        ModelState.Clear();
        return await Load(id) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(ExplanationId id)
    {
        ModelState.Clear();
        if (words.Reason(Answer, out var mistake) is not { } answer)
        {
            if (!await Load(id))
                return NotFound();
            ModelState.AddModelError(nameof(Answer), mistake!);
            return Page();
        }
        switch (await give.Run(current.Actor, id, answer))
        {
            case ReviewOutcome.Done:
                Flash.Leave(TempData, NoticeKind.Done, texts["Done.Explained"]);
                return LocalRedirect($"/reviews/explanations/{id}");
            case ReviewOutcome.Refused(var why) when await Load(id):
                ModelState.AddModelError("", words.Of(why));
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    private async Task<bool> Load(ExplanationId id)
    {
        if (await read.Run(current.Actor, id) is not { } file)
            return false;
        Found = file;
        return true;
    }
}
