using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.Witnesses;
using Vault.Web.Components;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Log;

/// <summary>Holds a checkpoint somebody kept against the log, and recomputes the whole log with progress.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class VerifyModel(
    HoldCheckpoint hold,
    HoldPaper holdPaper,
    LogVerification verification,
    VaultInstance vault,
    CurrentActor current,
    IStringLocalizer<LogTexts> texts
) : PageModel
{
    /// <summary>The checkpoint as typed, scanned or pasted.</summary>
    [BindProperty]
    public string? Note { get; set; }

    /// <summary>As a signed review sheet has them.</summary>
    [BindProperty]
    public string? PaperSize { get; set; }

    /// <inheritdoc cref="PaperSize"/>
    [BindProperty]
    public string? PaperDigits { get; set; }

    /// <summary>Of the log on the sheet; asked for only where there was more than one.</summary>
    [BindProperty]
    public int? PaperEpoch { get; set; }

    /// <summary>Another form: a sheet is held against the log.</summary>
    [BindProperty]
    public bool Paper { get; set; }

    /// <summary>A third form: the whole log is to be verified.</summary>
    [BindProperty]
    public bool Whole { get; set; }

    /// <summary>What the checkpoint that was sent says; null before.</summary>
    public HoldCheckpointOutcome.Judged? Judged { get; private set; }

    public bool IsRunning => verification.IsRunning;

    public long Done => verification.Done;

    public long Size => vault.Log.Size;

    public Verified? Last => verification.Last;

    public static NoticeKind KindOf(CheckpointVerdict verdict) =>
        verdict switch
        {
            CheckpointVerdict.Agrees => NoticeKind.Done,
            CheckpointVerdict.Shorter or CheckpointVerdict.Inconsistent => NoticeKind.Danger,
            _ => NoticeKind.Due,
        };

    public void OnGet()
    {
        if (IsRunning)
            Response.Headers["Refresh"] = "1";
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Whole)
        {
            _ = verification.Start(current.Actor);
            return RedirectToPage();
        }
        if (Paper)
            return await HoldPaper();
        if (string.IsNullOrWhiteSpace(Note))
            ModelState.AddModelError(nameof(Note), texts["Verify.Note.Missing"]);
        else if (Note.Length > SignedNote.MaxBytes)
            ModelState.AddModelError(nameof(Note), texts["Verify.Note.TooLong"]);
        if (!ModelState.IsValid)
            return Page();
        if (await hold.Run(current.Actor, Note!) is not HoldCheckpointOutcome.Judged judged)
            return StatusCode(StatusCodes.Status403Forbidden);
        Judged = judged;
        return Page();
    }

    /// <summary>How many epochs the log has had.</summary>
    public int Epoch => vault.Log.Epoch;

    private async Task<IActionResult> HoldPaper()
    {
        var paper = PaperCheckpoint.Read(PaperEpoch ?? Epoch, PaperSize, PaperDigits);
        if (await holdPaper.Run(current.Actor, paper) is not HoldCheckpointOutcome.Judged judged)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (paper is null)
            ModelState.AddModelError(nameof(PaperDigits), texts["Verify.Paper.Unreadable"]);
        else
            Judged = judged;
        return Page();
    }
}
