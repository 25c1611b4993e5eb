using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Checkouts;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Checkouts;

/// <summary>
/// One checkout or extension on one screen: who asks for what, why and for how long, and the steps the reader can take.
/// No secret is on it.
/// </summary>
public sealed class CheckoutModel(
    ReadCheckout read,
    CurrentActor current,
    StepUpGate stepUp,
    CheckoutWords words,
    ShownTime shown,
    IStringLocalizer<CheckoutTexts> texts
) : PageModel
{
    public CheckoutFile Details { get; private set; } = null!;

    public Checkout Checkout => Details.Checkout;

    /// <summary>The step whose form was sent with a mistake: it is shown open.</summary>
    public CheckoutStep? Sent { get; private set; }

    [BindProperty]
    public string? RefuseReason { get; set; }

    [BindProperty]
    public string? Report { get; set; }

    [BindProperty]
    public string? ExtendReason { get; set; }

    /// <summary>The last day of an extension.</summary>
    [BindProperty]
    public DateOnly? ExtendUntil { get; set; }

    [BindProperty]
    public string? AskReason { get; set; }

    [BindProperty]
    public string? ForceReason { get; set; }

    [BindProperty]
    public BreakGlassVerdict? Verdict { get; set; }

    [BindProperty]
    public string? ReviewNote { get; set; }

    [BindProperty]
    public string? SendBackReason { get; set; }

    [BindProperty]
    public string? BetterReason { get; set; }

    public IReadOnlyList<SelectListItem> Verdicts =>
        [.. Enum.GetValues<BreakGlassVerdict>().Select(v => new SelectListItem(texts[$"Verdict.{v}"], v.ToString()))];

    public bool IsMine => Checkout.Requester == current.Person.Id;

    public string Here => $"/checkouts/{Checkout.Id}";

    public async Task<IActionResult> OnGetAsync(CheckoutId id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostApproveAsync(CheckoutId id, [FromServices] DecideCheckout decide)
    {
        if (!await Load(id, CheckoutStep.Approve))
            return NotFound();
        return await Decide(decide, new CheckoutVerdict.Approve());
    }

    public async Task<IActionResult> OnPostRefuseAsync(CheckoutId id, [FromServices] DecideCheckout decide)
    {
        if (!await Load(id, CheckoutStep.Refuse))
            return NotFound();
        return ReadReason(RefuseReason, nameof(RefuseReason)) is { } why
            ? await Decide(decide, new CheckoutVerdict.Refuse(why))
            : Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CheckoutId id, [FromServices] WithdrawCheckout withdraw) =>
        await Load(id, CheckoutStep.Withdraw) ? await Answer(await withdraw.Run(current.Actor, id)) : NotFound();

    public async Task<IActionResult> OnPostOpenAsync(CheckoutId id, [FromServices] OpenCheckout open) =>
        await Load(id, CheckoutStep.Open) ? await Answer(await open.Run(current.Actor, id)) : NotFound();

    public async Task<IActionResult> OnPostReturnAsync(CheckoutId id, [FromServices] ReturnCheckout give)
    {
        if (!await Load(id, CheckoutStep.Return))
            return NotFound();
        Reason? report = null;
        var asksReport = Details.Terms.AsksReport && !Checkout.IsBreakGlass;
        if (!string.IsNullOrWhiteSpace(Report) || asksReport)
        {
            report = ReadReason(Report, nameof(Report));
            if (report is null)
                return Page();
        }
        return await Answer(await give.Run(current.Actor, id, report));
    }

    public async Task<IActionResult> OnPostExtendAsync(CheckoutId id, [FromServices] ExtendCheckout extend)
    {
        if (!await Load(id, CheckoutStep.Extend))
            return NotFound();
        var why = ReadReason(ExtendReason, nameof(ExtendReason));
        if (why is null || !ModelState.IsValid)
            return Page();
        var until = ExtendUntil is { } day ? shown.StartOf(day.AddDays(1)) : (DateTimeOffset?)null;
        return await Answer(await extend.Run(current.Actor, id, why, until));
    }

    public async Task<IActionResult> OnPostAskBackAsync(CheckoutId id, [FromServices] AskBack ask)
    {
        if (!await Load(id, CheckoutStep.AskBack))
            return NotFound();
        return ReadReason(AskReason, nameof(AskReason)) is { } why
            ? await Answer(await ask.Run(current.Actor, id, why))
            : Page();
    }

    public async Task<IActionResult> OnPostForceBackAsync(CheckoutId id, [FromServices] ForceBack force)
    {
        if (!await Load(id, CheckoutStep.ForceBack))
            return NotFound();
        return ReadReason(ForceReason, nameof(ForceReason)) is { } why
            ? await Answer(await force.Run(current.Actor, id, why))
            : Page();
    }

    public async Task<IActionResult> OnPostReviewAsync(CheckoutId id, [FromServices] ReviewBreakGlass review)
    {
        if (!await Load(id, CheckoutStep.Review))
            return NotFound();
        if (Verdict is not { } verdict || !Enum.IsDefined(verdict))
        {
            ModelState.Remove(nameof(Verdict));
            ModelState.AddModelError(nameof(Verdict), texts["Review.Verdict.Missing"]);
        }
        var note = ReadReason(ReviewNote, nameof(ReviewNote));
        if (note is null || !ModelState.IsValid)
            return Page();
        return await ProofOf() is { IsMissing: false } given
            ? await Answer(await review.Run(current.Actor, given.Proof, id, Verdict!.Value, note))
            : Page();
    }

    public async Task<IActionResult> OnPostSendBackAsync(CheckoutId id, [FromServices] SendReasonBack send)
    {
        if (!await Load(id, CheckoutStep.SendBack))
            return NotFound();
        return ReadReason(SendBackReason, nameof(SendBackReason)) is { } why
            ? await Answer(await send.Run(current.Actor, id, why))
            : Page();
    }

    public async Task<IActionResult> OnPostReasonAsync(CheckoutId id, [FromServices] GiveReasonAnew give)
    {
        if (!await Load(id, CheckoutStep.GiveReason))
            return NotFound();
        return ReadReason(BetterReason, nameof(BetterReason)) is { } reason
            ? await Answer(await give.Run(current.Actor, id, reason))
            : Page();
    }

    private async Task<IActionResult> Decide(DecideCheckout decide, CheckoutVerdict verdict)
    {
        return await ProofOf() is { IsMissing: false } given
            ? await Answer(await decide.Run(current.Actor, given.Proof, Checkout.Id, verdict))
            : Page();
    }

    /// <summary>Whoever may not take the step goes on without a code: his attempt is refused, and logged, by the command.</summary>
    private async Task<(FreshProof? Proof, bool IsMissing)> ProofOf()
    {
        if (!Details.May(Sent!.Value))
            return (null, false);
        var proof = await stepUp.Pass(ModelState, ProofPurpose.Approve, Checkout.Id.Value);
        return (proof, proof is null);
    }

    private async Task<IActionResult> Answer(CheckoutOutcome outcome)
    {
        switch (outcome)
        {
            case CheckoutOutcome.Done done:
                Flash.Leave(TempData, NoticeKind.Done, texts[Done(done.Checkout)]);
                return LocalRedirect($"/checkouts/{done.Checkout.Extends ?? done.Checkout.Id}");
            case CheckoutOutcome.Refused refused:
                return await Refuse(refused);
            default:
                return NotFound();
        }
    }

    private string Done(Checkout checkout) =>
        (Sent, checkout) switch
        {
            (CheckoutStep.Approve, { ApprovedAt: null }) => "Done.ApproveMore",
            (CheckoutStep.Extend, { Ending: null }) => "Done.ExtendAsked",
            _ => $"Done.{Sent}",
        };

    /// <summary>How things stand now, with the reason why this did not count.</summary>
    private async Task<IActionResult> Refuse(CheckoutOutcome.Refused refused)
    {
        ModelState.Clear();
        await Load(Checkout.Id, Sent);
        var field = refused.Why switch
        {
            CheckoutRefusal.ProofNotFresh => StepUpGate.CodeField,
            CheckoutRefusal.WindowWrong or CheckoutRefusal.WindowTooLong or CheckoutRefusal.LongEnough => nameof(
                ExtendUntil
            ),
            _ => "",
        };
        ModelState.AddModelError(field, words.Refusal(refused.Why, Details.Held));
        var forbidden = refused.Why is CheckoutRefusal.OwnRequest or CheckoutRefusal.NotYourTurn;
        Response.StatusCode = forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status409Conflict;
        return Page();
    }

    private Reason? ReadReason(string? typed, string field)
    {
        if (Reason.TryParse(typed, out var reason, out var refusal))
            return reason;
        ModelState.AddModelError(field, texts[$"Reason.{refusal}"]);
        return null;
    }

    /// <summary>False if there is no such checkout, or none for this reader: the two look alike.</summary>
    private async Task<bool> Load(CheckoutId id, CheckoutStep? sent = null)
    {
        if (await read.Run(current.Standing(), id) is not { } file)
            return false;
        (Details, Sent) = (file, sent);
        return true;
    }
}
