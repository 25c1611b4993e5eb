using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Holdings;

/// <summary>
/// One holding: masked, in clear in the one answer to somebody who asked for it and stands in the log for it, and the
/// ways to extend and to end it.
/// </summary>
public sealed class HoldingModel(
    ReadHolding read,
    CurrentActor current,
    HoldingWords words,
    IStringLocalizer<HoldingTexts> texts
) : PageModel
{
    public HoldingFile Details { get; private set; } = null!;

    /// <summary>In clear, in this answer only.</summary>
    public OpenedHolding? Opened { get; private set; }

    /// <summary>The step whose form was sent with a mistake: it is shown open.</summary>
    public HoldingStep? Sent { get; private set; }

    [BindProperty]
    public DateOnly? ExtendUntil { get; set; }

    [BindProperty]
    public string? ExtendEvidence { get; set; }

    [BindProperty]
    public string? EndEvidence { get; set; }

    public string Here => $"/holdings/{Details.Holding.Id}";

    /// <summary>The key of the label of the number, address or id.</summary>
    public string ValueWord => Details.Holding.Kind.IsMedium() ? Details.Holding.Kind.ToString() : "Weixin";

    public async Task<IActionResult> OnGetAsync(HoldingId id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostOpenAsync(HoldingId id, [FromServices] OpenHolding open)
    {
        if (!await Load(id))
            return NotFound();
        Opened = await open.Run(current.Actor, id);
        return Opened is null ? StatusCode(StatusCodes.Status403Forbidden) : Page();
    }

    public async Task<IActionResult> OnPostExtendAsync(HoldingId id, [FromServices] ExtendHolding extend)
    {
        if (!await Load(id, HoldingStep.Extend))
            return NotFound();
        var evidence = ReadEvidence(ExtendEvidence, nameof(ExtendEvidence));
        if (evidence is null || !ModelState.IsValid)
            return Page();
        return await Answer(await extend.Run(current.Actor, id, ExtendUntil, evidence));
    }

    public async Task<IActionResult> OnPostEndAsync(HoldingId id, [FromServices] EndHolding end)
    {
        if (!await Load(id, HoldingStep.End))
            return NotFound();
        return ReadEvidence(EndEvidence, nameof(EndEvidence)) is { } evidence
            ? await Answer(await end.Run(current.Actor, id, evidence))
            : Page();
    }

    private async Task<IActionResult> Answer(HoldingOutcome outcome)
    {
        switch (outcome)
        {
            case HoldingOutcome.Done done:
                Flash.Leave(TempData, NoticeKind.Done, texts[$"Done.{Sent}", words.Of(done.Holding.Kind)]);
                return LocalRedirect($"/accounts/{done.Holding.Account}/holdings");
            case HoldingOutcome.Faulty:
                ModelState.AddModelError(nameof(ExtendUntil), texts["Extend.Wrong"]);
                return Page();
            case HoldingOutcome.Refused { Why: HoldingRefusal.NotYourRole or HoldingRefusal.StudentsBarred }:
                return StatusCode(StatusCodes.Status403Forbidden);
            case HoldingOutcome.Refused refused:
                return await Refuse(refused.Why);
            default:
                return NotFound();
        }
    }

    /// <summary>How things stand now, with the reason why this did not count.</summary>
    private async Task<IActionResult> Refuse(HoldingRefusal why)
    {
        ModelState.Clear();
        await Load(Details.Holding.Id);
        ModelState.AddModelError("", words.Refusal(why));
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private Reason? ReadEvidence(string? typed, string field)
    {
        var evidence = words.Evidence(typed, out var mistake);
        if (evidence is null)
            ModelState.AddModelError(field, mistake!);
        return evidence;
    }

    /// <summary>False if there is no such holding, or none for this reader: the two look alike.</summary>
    private async Task<bool> Load(HoldingId id, HoldingStep? sent = null)
    {
        if (await read.Run(current.Standing(), id) is not { } file)
            return false;
        (Details, Sent) = (file, sent);
        return true;
    }
}
