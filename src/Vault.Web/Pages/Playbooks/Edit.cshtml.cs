using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Playbooks;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;
using Vault.Web.Words;

namespace Vault.Web.Pages.Playbooks;

/// <summary>Writes a new version of a platform's steps. Every button posts the whole form, so it works without script.</summary>
[Authorize(Policies.Registrar)]
public sealed class EditModel(
    ReadPlaybook read,
    SavePlaybook save,
    CurrentActor current,
    PlaybookWords words,
    DomainWords names,
    IStringLocalizer<PlaybookTexts> texts
) : PageModel
{
    [BindProperty]
    public PlaybookInput Input { get; set; } = new();

    /// <summary>The version in force when the form was filled.</summary>
    [BindProperty]
    public PlaybookVersionId? BasedOn { get; set; }

    public Platform Platform { get; private set; } = null!;

    public StepChoices Choices { get; private set; } = null!;

    /// <summary>The step that was just moved or added.</summary>
    public int? Touched { get; private set; }

    /// <summary>Why the order does not hold, each with the number of the step that comes too early.</summary>
    public IReadOnlyList<(int Step, string Sentence)> Breaches { get; private set; } = [];

    public string Here => $"/playbooks/{Platform.Key}";

    /// <param name="from">The version to begin with; null: the one in force.</param>
    public async Task<IActionResult> OnGetAsync(string platform, PlaybookVersionId? from)
    {
        if (await read.Run(platform, from) is not { } readout)
            return NotFound();
        Show(readout);
        (Input, BasedOn) = (PlaybookInput.Of(readout.Version, Platform), readout.Newest.Id);
        return Page();
    }

    /// <param name="pressed">The button: <see cref="StepButton"/>.</param>
    public async Task<IActionResult> OnPostAsync(string platform, [FromForm(Name = "Do")] string? pressed)
    {
        if (StepButton.Of(pressed) is not { } button)
            return await Save(platform);
        if (await read.Run(platform) is not { } readout)
            return NotFound();
        Show(readout);
        // What was typed stands in the input; the state would put it back where it was.
        ModelState.Clear();
        Touched = button.Press(Input.Steps);
        return Page();
    }

    private async Task<IActionResult> Save(string platform)
    {
        var outcome = await save.Run(current.Actor, platform, BasedOn, Input.Entry());
        if (outcome is SavePlaybookOutcome.NotYourRole)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (await read.Run(platform) is not { } readout)
            return NotFound();
        Show(readout);
        switch (outcome)
        {
            case SavePlaybookOutcome.Saved saved:
                Flash.Leave(TempData, NoticeKind.Done, texts["Saved", words.Version(saved.Version)]);
                return LocalRedirect(Here);
            case SavePlaybookOutcome.Unchanged:
                Flash.Leave(TempData, NoticeKind.Info, texts["Saved.Nothing"]);
                return LocalRedirect(Here);
            case SavePlaybookOutcome.ChangedMeanwhile:
                return this.Refuse(texts["Edit.Meanwhile"]);
            case SavePlaybookOutcome.Disordered disordered:
                ModelState.Clear();
                Breaches = [.. disordered.Breaches.Select(b => (b.Early, words.Breach(b, Input.Entry().Steps)))];
                return Page();
            case SavePlaybookOutcome.Faulty faulty:
                Say(faulty.Faults.Select(f => (FieldOf(f), words.Fault(f))));
                return Page();
            default:
                return NotFound();
        }
    }

    private void Show(PlaybookReadout readout)
    {
        Platform = readout.Platform;
        Choices = StepChoices.Of(Platform, words, names, texts);
    }

    private void Say(IEnumerable<(string Field, string Sentence)> mistakes)
    {
        ModelState.Clear();
        foreach (var (field, sentence) in mistakes)
            ModelState.AddModelError(field, sentence);
    }

    public bool HasMistake(int step) =>
        ModelState.Any(e =>
            e.Key.StartsWith($"Input.Steps[{step}].", StringComparison.Ordinal) && e.Value!.Errors.Count > 0
        );

    private static string FieldOf(PlaybookFault fault) =>
        fault switch
        {
            { Step: null, Field: PlaybookField.Note } => "Input.Note",
            { Step: null } => "Input.Steps",
            { Field: PlaybookField.Opens } => FieldOf(fault.Step.Value, "Opens"),
            _ => FieldOf(fault.Step.Value, fault.Field.ToString()),
        };

    private static string FieldOf(int step, string field) => $"Input.Steps[{step}].{field}";
}
