using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Filings;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Hosting;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Filings;

/// <summary>One filing: what has changed, until when it has to be filed, its papers, and the steps the reader can take.</summary>
[RequestSizeLimit(RequestLimits.UploadBytes)]
public sealed class FilingModel(
    ReadFiling read,
    CurrentActor current,
    StepUpGate stepUp,
    FilingWords words,
    IStringLocalizer<FilingTexts> texts
) : PageModel
{
    public FilingFile Found { get; private set; } = null!;

    /// <summary>The scan that is sent in.</summary>
    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>备案号</summary>
    [BindProperty]
    public string? Receipt { get; set; }

    [BindProperty]
    public DateOnly? ReceiptOn { get; set; }

    /// <summary>Why it is sent back.</summary>
    [BindProperty]
    public string? Why { get; set; }

    public string Here => $"/filings/{Found.Filing.Id}";

    public bool IsWrong(string field) => ModelState.TryGetValue(field, out var entry) && entry.Errors.Count > 0;

    public async Task<IActionResult> OnGetAsync(FilingId id)
    {
        ModelState.Clear();
        return await Load(id) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostSubmitAsync(FilingId id, [FromServices] SubmitFiling submit)
    {
        ModelState.Clear();
        if (!await Load(id))
            return NotFound();
        if (Upload is { Length: > ScanFile.Limit })
            return Wrong(nameof(Upload), words.Of(ScanFault.TooLarge));
        using var bytes = new MemoryStream();
        if (Upload is not null)
            await Upload.CopyToAsync(bytes);
        return await Answer(await submit.Run(current.Actor, id, bytes.ToArray()), "Done.Submitted");
    }

    public async Task<IActionResult> OnPostAcceptAsync(FilingId id, [FromServices] AcceptFiling accept)
    {
        ModelState.Clear();
        if (!await Load(id))
            return NotFound();
        FreshProof? proof = null;
        // Whoever may not do it goes on without a code: his attempt is refused, and logged, by the command.
        if (Found.Steps.Contains(FilingStep.Accept))
        {
            proof = await stepUp.Pass(ModelState, ProofPurpose.Approve, id.Value);
            if (proof is null)
                return Page();
        }
        return await Answer(await accept.Run(current.Actor, proof, id, Receipt, ReceiptOn), "Done.Accepted");
    }

    public async Task<IActionResult> OnPostSendBackAsync(FilingId id, [FromServices] SendFilingBack send)
    {
        ModelState.Clear();
        if (!await Load(id))
            return NotFound();
        return words.Reason(Why, out var mistake) is { } why
            ? await Answer(await send.Run(current.Actor, id, why), "Done.SentBack")
            : Wrong(nameof(Why), mistake!);
    }

    /// <summary>As a file to be kept, never shown by the browser under the vault's own origin.</summary>
    public async Task<IActionResult> OnPostScanAsync(FilingId id, FilingScanId scan, [FromServices] OpenFilingScan open)
    {
        ModelState.Clear();
        if (!await Load(id))
            return NotFound();
        var outcome = await open.Run(current.Actor, id, scan);
        return outcome is FilingOutcome.Scan(var bytes, _, var name)
            ? File(bytes, "application/octet-stream", name)
            : await Answer(outcome, "");
    }

    private async Task<IActionResult> Answer(FilingOutcome outcome, string done)
    {
        switch (outcome)
        {
            case FilingOutcome.Done:
                Flash.Leave(TempData, NoticeKind.Done, texts[done]);
                return LocalRedirect(Here);
            case FilingOutcome.FaultyFile(var fault):
                return Wrong(nameof(Upload), words.Of(fault));
            case FilingOutcome.FaultyReceipt faulty:
                if (faulty.Number)
                    ModelState.AddModelError(nameof(Receipt), texts["Receipt.Wrong", Filing.ReceiptLimit]);
                if (faulty.Day)
                    ModelState.AddModelError(nameof(ReceiptOn), texts["ReceiptOn.Wrong"]);
                return Page();
            case FilingOutcome.Refused(var why):
                await Load(Found.Filing.Id);
                ModelState.AddModelError(why == FilingRefusal.ProofNotFresh ? StepUpGate.CodeField : "", words.Of(why));
                Response.StatusCode = why.IsForbidden()
                    ? StatusCodes.Status403Forbidden
                    : StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    private PageResult Wrong(string field, string sentence)
    {
        ModelState.AddModelError(field, sentence);
        return Page();
    }

    /// <summary>False if there is no such filing, or none for this reader: the two look alike.</summary>
    private async Task<bool> Load(FilingId id)
    {
        if (await read.Run(current.Standing(), id) is not { } file)
            return false;
        Found = file;
        return true;
    }
}
