using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core;
using Vault.Core.Filings;
using Vault.Core.People;
using Vault.Web.Pages.Records;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Filings;

/// <summary>
/// The registration form of a filing on paper: filled in anew, or as it was printed before. The address alone shows nobody's
/// phone; what leaves is the answer to a POST.
/// </summary>
public sealed class FormModel(
    ReadFiling read,
    PrintFilingForm print,
    ReprintFilingForm reprint,
    CurrentActor current,
    StepUpGate stepUp,
    FilingWords words
) : PageModel
{
    public FilingFile Found { get; private set; } = null!;

    /// <summary>A form that was printed before; null: a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Revision { get; set; }

    /// <summary>Null until a second factor was given.</summary>
    public PrintedForm? Paper { get; private set; }

    public string Here => $"/filings/{Found.Filing.Id}";

    /// <summary>Where whoever holds the paper learns whether the vault has it so.</summary>
    public string Address(PrintedForm paper) => RecordAddress.Of(Request, paper.Number, paper.Form.Sha256);

    public async Task<IActionResult> OnGetAsync(FilingId id)
    {
        ModelState.Clear();
        return await Load(id) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(FilingId id)
    {
        ModelState.Clear();
        if (!await Load(id))
            return NotFound();
        var step = Revision is null ? FilingStep.Print : FilingStep.Reprint;
        FreshProof? proof = null;
        // Whoever may not do it goes on without a code: his attempt is refused, and logged, by the command.
        if (Found.Steps.Contains(step))
        {
            proof = await stepUp.Pass(ModelState, ProofPurpose.Export, id.Value);
            if (proof is null)
                return Page();
        }
        var outcome = Revision is { } revision
            ? await reprint.Run(current.Actor, proof, id, revision)
            : await print.Run(current.Actor, proof, id);
        switch (outcome)
        {
            case FilingOutcome.Paper(var form):
                Paper = form;
                return Page();
            case FilingOutcome.Refused(var why):
                ModelState.AddModelError(why == FilingRefusal.ProofNotFresh ? StepUpGate.CodeField : "", words.Of(why));
                Response.StatusCode = why.IsForbidden()
                    ? StatusCodes.Status403Forbidden
                    : StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    /// <summary>False if there is no such filing or revision, or none for this reader: they look alike.</summary>
    private async Task<bool> Load(FilingId id)
    {
        if (await read.Run(current.Standing(), id) is not { } file)
            return false;
        Found = file;
        return Revision is not { } revision || file.Forms.Any(f => f.Revision == revision);
    }
}
