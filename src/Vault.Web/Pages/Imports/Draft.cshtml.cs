using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core.Accounts;
using Vault.Core.Imports;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;
using Vault.Web.Words;

namespace Vault.Web.Pages.Imports;

/// <summary>What a clerk says about a sheet.</summary>
public sealed class SheetInput
{
    public string? Name { get; set; }

    public bool Read { get; set; }

    public int? HeaderRow { get; set; }

    public int HeaderRows { get; set; } = 1;

    public string? Platform { get; set; }

    /// <summary>By the index of the column.</summary>
    public Dictionary<int, RegisterColumn> Columns { get; set; } = [];

    internal SheetCorrection ToCorrection(SheetReading? shown) =>
        new(Name ?? "")
        {
            Read = Read,
            // The columns that were shown belong to the heading that was shown: with another heading they are read anew.
            HeaderRow = HeaderRow,
            HeaderRows = HeaderRows,
            Platform = Platform,
            Columns =
                shown?.Header is { } header && header.FirstRow + 1 == HeaderRow && header.Rows == HeaderRows
                    ? Columns
                    : new Dictionary<int, RegisterColumn>(),
        };
}

/// <summary>A file as it was understood: to be corrected, previewed against the register, and proposed.</summary>
[Authorize(Policy = Policies.Registrar)]
public sealed class DraftModel(
    ImportDrafts drafts,
    PreviewImport preview,
    ProposeImport propose,
    StepUpGate stepUp,
    CurrentActor current,
    DomainWords words,
    PlatformList platforms,
    TimeProvider clock,
    IStringLocalizer<ImportTexts> texts
) : PageModel
{
    /// <summary>Accounts and problems shown at once; the rest is in the list to download.</summary>
    public const int Shown = 200;

    [BindProperty]
    public List<SheetInput> Sheets { get; set; } = [];

    public ImportDraft Draft { get; private set; } = null!;

    public ImportPlan Plan { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Platforms => words.Platforms;

    public IActionResult OnGet() => Load() ? Page() : Gone();

    public IActionResult OnPostCorrect()
    {
        if (drafts.Of(current.Person.Id) is not { } draft)
            return Gone();
        var shown = draft.Reading.Sheets.ToDictionary(s => s.Name, StringComparer.Ordinal);
        draft.Correct(
            [.. Sheets.Select(s => s.ToCorrection(shown.GetValueOrDefault(s.Name ?? "")))],
            PlatformWords.Of(platforms),
            clock
        );
        return LocalRedirect("/imports/draft");
    }

    public IActionResult OnPostDiscard()
    {
        drafts.Discard(current.Person.Id);
        Flash.Leave(TempData, NoticeKind.Done, texts["Discarded"]);
        return LocalRedirect("/imports");
    }

    public async Task<IActionResult> OnPostProposeAsync()
    {
        if (!Load())
            return Gone();
        if (await stepUp.Pass(ModelState, ProofPurpose.Propose, Draft.Id.Value) is not { } proof)
            return Page();
        var content = new ImportContent(Draft.File, [.. Draft.Reading.Rows]);
        switch (await propose.Run(current.Actor, proof, Draft.Id, content))
        {
            case ProposeImportOutcome.Proposed proposed:
                drafts.Discard(current.Person.Id);
                Flash.Leave(TempData, NoticeKind.Done, texts["Proposed"]);
                return LocalRedirect($"/imports/{proposed.Id}");
            case ProposeImportOutcome.NothingNew:
                ModelState.AddModelError("", texts["NothingNew"]);
                return Page();
            default:
                return StatusCode(StatusCodes.Status403Forbidden);
        }
    }

    private bool Load()
    {
        if (drafts.Of(current.Person.Id) is not { } draft)
            return false;
        Draft = draft;
        Plan = preview.Run(current.Standing(), draft.Reading.Rows)!;
        return true;
    }

    /// <summary>It was proposed, discarded or forgotten; the file has to be chosen again.</summary>
    private LocalRedirectResult Gone()
    {
        Flash.Leave(TempData, NoticeKind.Info, texts["Draft.Gone", (int)ImportDrafts.Kept.TotalMinutes]);
        return LocalRedirect("/imports");
    }
}
