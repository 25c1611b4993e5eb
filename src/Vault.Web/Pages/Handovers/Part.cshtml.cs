using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Handovers;

/// <summary>
/// One account of a handover: its list line by line, what has to be changed or cleared, and who has signed. No secret is on
/// it.
/// </summary>
public sealed class PartModel(
    ReadHandover read,
    CurrentActor current,
    StepUpGate stepUp,
    HandoverWords words,
    IStringLocalizer<HandoverTexts> texts
) : PageModel
{
    public HandoverFile Found { get; private set; } = null!;

    public HandoverPartFile Part { get; private set; } = null!;

    /// <summary>The step whose form was sent with a mistake: it is shown open.</summary>
    public HandoverStep? Sent { get; private set; }

    [BindProperty]
    public List<HandoverItemId> Items { get; set; } = [];

    /// <summary>What the leaver names himself.</summary>
    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? ReturnReason { get; set; }

    [BindProperty]
    public string? DiscrepancyReason { get; set; }

    [BindProperty]
    public string? AsideReason { get; set; }

    [BindProperty]
    public string? WaiverReason { get; set; }

    [BindProperty]
    public Component? Component { get; set; }

    /// <summary>The reader receives the account: changing what the leaver knows is for him to do.</summary>
    public bool IsSuccessor => Part.Part.Successor == current.Person.Id;

    public string Whole => $"/handovers/{Found.Handover.Id}";

    public string Here => $"{Whole}/accounts/{Part.Account.Id}";

    public async Task<IActionResult> OnGetAsync(HandoverId id, AccountId account) =>
        await Load(id, account) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAddAsync(
        HandoverId id,
        AccountId account,
        [FromServices] AddHandoverItem add
    ) =>
        await Because(id, account, HandoverStep.AddItem, Text, async w => await add.Run(current.Actor, id, account, w));

    public async Task<IActionResult> OnPostSendBackAsync(
        HandoverId id,
        AccountId account,
        [FromServices] SendHandoverListBack send
    ) =>
        await Because(
            id,
            account,
            HandoverStep.SendListBack,
            ReturnReason,
            async w => await send.Run(current.Actor, id, account, w)
        );

    public async Task<IActionResult> OnPostHandAsync(
        HandoverId id,
        AccountId account,
        [FromServices] TakeItemStep take
    ) =>
        await Load(id, account, HandoverStep.HandOver)
            ? await Answer(await take.Run(current.Actor, id, Items, new ItemStep.Hand()))
            : NotFound();

    public async Task<IActionResult> OnPostCountInAsync(
        HandoverId id,
        AccountId account,
        [FromServices] TakeItemStep take
    ) =>
        await Load(id, account, HandoverStep.CountIn)
            ? await Answer(await take.Run(current.Actor, id, Items, new ItemStep.CountIn()))
            : NotFound();

    public async Task<IActionResult> OnPostDisputeAsync(
        HandoverId id,
        AccountId account,
        [FromServices] TakeItemStep take
    ) =>
        await Because(
            id,
            account,
            HandoverStep.ReportDiscrepancy,
            DiscrepancyReason,
            async w => await take.Run(current.Actor, id, Items, new ItemStep.Dispute(w))
        );

    public async Task<IActionResult> OnPostSetAsideAsync(
        HandoverId id,
        AccountId account,
        [FromServices] TakeItemStep take
    ) =>
        await Because(
            id,
            account,
            HandoverStep.SetAside,
            AsideReason,
            async w => await take.Run(current.Actor, id, Items, new ItemStep.SetAside(w))
        );

    public async Task<IActionResult> OnPostSuccessorAsync(
        HandoverId id,
        AccountId account,
        [FromServices] NameSuccessor name
    ) =>
        await Load(id, account, HandoverStep.NameSuccessor)
            ? await Answer(await name.Run(current.Actor, id, account))
            : NotFound();

    public async Task<IActionResult> OnPostWaiveAsync(
        HandoverId id,
        AccountId account,
        [FromServices] WaiveChange waive
    )
    {
        if (Component is not { } component || !Enum.IsDefined(component))
            return await Missing(id, account);
        return await Because(id, account, HandoverStep.Waive, WaiverReason, Waive);

        async Task<HandoverOutcome?> Waive(Reason why)
        {
            FreshProof? proof = null;
            if (Part.Steps.Contains(HandoverStep.Waive))
            {
                proof = await stepUp.Pass(ModelState, ProofPurpose.Sign, id.Value);
                if (proof is null)
                    return null;
            }
            return await waive.Run(current.Actor, proof, id, account, component, why);
        }
    }

    private async Task<IActionResult> Missing(HandoverId id, AccountId account)
    {
        if (!await Load(id, account, HandoverStep.Waive))
            return NotFound();
        ModelState.Clear();
        ModelState.AddModelError(nameof(Component), texts["Component.Missing"]);
        return Page();
    }

    /// <param name="run">Null: the code was missing or wrong, and the form says so.</param>
    private async Task<IActionResult> Because(
        HandoverId id,
        AccountId account,
        HandoverStep step,
        string? typed,
        Func<Reason, Task<HandoverOutcome?>> run
    )
    {
        if (!await Load(id, account, step))
            return NotFound();
        if (words.Reason(typed, out var mistake) is not { } why)
        {
            ModelState.AddModelError(FieldOf(step), mistake!);
            return Page();
        }
        return await run(why) is { } outcome ? await Answer(outcome) : Page();
    }

    private static string FieldOf(HandoverStep step) =>
        step switch
        {
            HandoverStep.AddItem => nameof(Text),
            HandoverStep.SendListBack => nameof(ReturnReason),
            HandoverStep.ReportDiscrepancy => nameof(DiscrepancyReason),
            HandoverStep.SetAside => nameof(AsideReason),
            _ => nameof(WaiverReason),
        };

    private async Task<IActionResult> Answer(HandoverOutcome outcome)
    {
        switch (outcome)
        {
            case HandoverOutcome.Done:
                Flash.Leave(TempData, NoticeKind.Done, texts[$"Done.{Sent}"]);
                return LocalRedirect(Here);
            case HandoverOutcome.Refused refused:
                ModelState.Clear();
                await Load(Found.Handover.Id, Part.Account.Id, Sent);
                var isProof = refused.Why == HandoverRefusal.ProofNotFresh;
                ModelState.AddModelError(isProof ? StepUpGate.CodeField : "", words.Refusal(refused.Why));
                Response.StatusCode =
                    refused.Why == HandoverRefusal.NotYourRole
                        ? StatusCodes.Status403Forbidden
                        : StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    /// <summary>False if there is no such part, or none for this reader: the two look alike.</summary>
    private async Task<bool> Load(HandoverId id, AccountId account, HandoverStep? sent = null)
    {
        if (await read.Run(current.Standing(), id) is not { } file)
            return false;
        if (file.Parts.FirstOrDefault(p => p.Account.Id == account) is not { } part)
            return false;
        (Found, Part, Sent) = (file, part, sent);
        return true;
    }
}
