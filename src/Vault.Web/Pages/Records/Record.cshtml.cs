using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Core.Records;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Records;

/// <summary>A paper that was printed before, as it was; shown as the answer to a POST, like the first time.</summary>
public sealed class RecordModel(
    FindRecord find,
    ReprintRecord reprint,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<RecordTexts> texts
) : PageModel
{
    public RecordFile Found { get; private set; } = null!;

    /// <summary>Null until a second factor was given.</summary>
    public RecordPaper? Paper { get; private set; }

    public async Task<IActionResult> OnGetAsync(PrintedRecordId id)
    {
        ModelState.Clear();
        return await Load(id) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(PrintedRecordId id)
    {
        ModelState.Clear();
        if (!await Load(id))
            return NotFound();
        if (await stepUp.Pass(ModelState, ProofPurpose.Export, id.Value) is not { } proof)
            return Page();
        switch (await reprint.Run(current.Actor, current.Standing(), proof, id))
        {
            case RecordOutcome.Paper(var printed):
                Paper = RecordPaper.Of(Request, printed);
                return Page();
            case RecordOutcome.Refused(var why):
                ModelState.AddModelError(StepUpGate.CodeField, texts[$"Refusal.{why}"]);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    private async Task<bool> Load(PrintedRecordId id)
    {
        if (await find.Run(current.Standing(), id) is not { } found)
            return false;
        Found = found;
        return true;
    }
}
