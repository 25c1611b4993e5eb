using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Core.Records;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Records;

/// <summary>
/// Puts one kind of paper on the screen, to be printed, and lists those that were printed before. The address alone shows
/// nothing; what leaves is the answer to a POST.
/// </summary>
public abstract class PrintPage(
    RecordKind kind,
    ReadRecords read,
    PrintRecord print,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<RecordTexts> texts
) : PageModel
{
    public RecordFolder Folder { get; private set; } = null!;

    /// <summary>Null until a second factor was given.</summary>
    public RecordPaper? Paper { get; private set; }

    /// <summary>Where what it is of stands on screen.</summary>
    public abstract string Subject { get; }

    /// <summary>Of the sentence that names the paper, see <see cref="RecordTexts"/>.</summary>
    public string TitleKey => $"Title.{kind}";

    protected async Task<IActionResult> Show(RecordSubjectId subject)
    {
        ModelState.Clear();
        return await Load(subject) ? Page() : NotFound();
    }

    protected async Task<IActionResult> Print(RecordSubjectId subject)
    {
        ModelState.Clear();
        if (!await Load(subject))
            return NotFound();
        FreshProof? proof = null;
        // What cannot be printed is refused, and logged, by the command.
        if (Folder.Obstacle is null)
        {
            proof = await stepUp.Pass(ModelState, ProofPurpose.Export, subject.Value);
            if (proof is null)
                return Page();
        }
        switch (await print.Run(current.Actor, current.Standing(), proof, kind, subject))
        {
            case RecordOutcome.Paper(var printed):
                Paper = RecordPaper.Of(Request, printed);
                return Page();
            case RecordOutcome.Refused(var why):
                ModelState.AddModelError(
                    why == RecordRefusal.ProofNotFresh ? StepUpGate.CodeField : "",
                    texts[$"Refusal.{why}"]
                );
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    /// <summary>False if there is no such thing, or none for this reader: the two look alike.</summary>
    private async Task<bool> Load(RecordSubjectId subject)
    {
        if (await read.Run(current.Standing(), kind, subject) is not { } folder)
            return false;
        Folder = folder;
        return true;
    }
}
