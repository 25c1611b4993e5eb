using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Handovers;

/// <summary>
/// A handover on one page: what is left, who is next, how many working days remain, and the steps the reader himself can
/// take for all accounts at once.
/// </summary>
public sealed class HandoverModel(
    ReadHandover read,
    CurrentActor current,
    StepUpGate stepUp,
    HandoverWords words,
    IStringLocalizer<HandoverTexts> texts
) : PageModel
{
    public HandoverFile Found { get; private set; } = null!;

    /// <summary>The step whose form was sent with a mistake: it is shown open.</summary>
    public HandoverStep? Sent { get; private set; }

    /// <summary>Those for which a step is taken.</summary>
    [BindProperty]
    public List<AccountId> Accounts { get; set; } = [];

    /// <summary>For each account whose document is signed: the account, a colon, and the hash of what was read.</summary>
    [BindProperty]
    public List<string> Documents { get; set; } = [];

    /// <summary>Who witnesses from now on.</summary>
    [BindProperty]
    public PersonId? Witness { get; set; }

    [BindProperty]
    public string? TakeOverReason { get; set; }

    [BindProperty]
    public string? CancelReason { get; set; }

    public string Here => $"/handovers/{Found.Handover.Id}";

    /// <summary>He sees nothing of the accounts any more, nor of their filings.</summary>
    public bool IsLeaver => current.Person.Id == Found.Handover.Leaver;

    /// <summary>The accounts for which the reader can take a step.</summary>
    public IReadOnlyList<HandoverPartFile> PartsFor(HandoverStep step) =>
        [.. Found.Parts.Where(p => p.Steps.Contains(step))];

    /// <summary>Why it cannot be opened as it was prepared.</summary>
    public IEnumerable<string> Obstacles =>
        Found.Faults.Count > 0 ? Found.Faults.Select(Sentence) : [words.Refusal(HandoverRefusal.PlanOutdated)];

    public async Task<IActionResult> OnGetAsync(HandoverId id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostOpenAsync(HandoverId id, [FromServices] OpenHandover open) =>
        await Prove(id, HandoverStep.Open, proof => open.Run(current.Actor, proof, id));

    public async Task<IActionResult> OnPostCancelAsync(HandoverId id, [FromServices] CancelHandover cancel) =>
        await Prove(
            id,
            HandoverStep.Cancel,
            (proof, why) => cancel.Run(current.Actor, proof, id, why),
            (nameof(CancelReason), CancelReason)
        );

    public async Task<IActionResult> OnPostTakeOverAsync(HandoverId id, [FromServices] TakeOverHandover take) =>
        await Prove(
            id,
            HandoverStep.TakeOver,
            (proof, why) => take.Run(current.Actor, proof, id, why),
            (nameof(TakeOverReason), TakeOverReason)
        );

    public async Task<IActionResult> OnPostWitnessAsync(HandoverId id, [FromServices] NameWitness name)
    {
        (string, string)? mistake = Witness is null ? (nameof(Witness), texts["Witness.Missing"].Value) : null;
        return await Prove(
            id,
            HandoverStep.NameWitness,
            proof => name.Run(current.Actor, proof, id, Accounts, Witness!.Value),
            mistake
        );
    }

    public async Task<IActionResult> OnPostSubmitAsync(HandoverId id, [FromServices] SubmitHandoverList submit) =>
        await Load(id, HandoverStep.SubmitList)
            ? await Answer(await submit.Run(current.Actor, id, Accounts))
            : NotFound();

    public async Task<IActionResult> OnPostApproveAsync(HandoverId id, [FromServices] ApproveHandoverList approve) =>
        await Prove(id, HandoverStep.ApproveList, proof => approve.Run(current.Actor, proof, id, Accounts));

    public async Task<IActionResult> OnPostHandAsync(HandoverId id, [FromServices] TakeItemStep take) =>
        await Take(id, HandoverStep.HandOver, new ItemStep.Hand(), take);

    public async Task<IActionResult> OnPostCountInAsync(HandoverId id, [FromServices] TakeItemStep take) =>
        await Take(id, HandoverStep.CountIn, new ItemStep.CountIn(), take);

    public async Task<IActionResult> OnPostSignAsync(HandoverId id, [FromServices] SignHandover sign)
    {
        if (ReadDocuments() is { } documents)
            return await Prove(id, HandoverStep.Sign, proof => sign.Run(current.Actor, proof, id, documents));
        return NotFound();
    }

    /// <summary>Null for what no page of ours has sent.</summary>
    private List<DocumentToSign>? ReadDocuments()
    {
        var sent = new List<DocumentToSign>();
        foreach (var document in Documents.Select(d => d.Split(':')))
        {
            if (document is not [var account, var hash] || !AccountId.TryParse(account, null, out var which))
                return null;
            var bytes = new byte[32];
            if (
                Convert.FromHexString(hash, bytes, out _, out var count) != System.Buffers.OperationStatus.Done
                || count != 32
            )
                return null;
            if (Accounts.Contains(which))
                sent.Add(new(which, bytes));
        }
        return sent;
    }

    private async Task<IActionResult> Take(HandoverId id, HandoverStep step, ItemStep kind, TakeItemStep take)
    {
        if (!await Load(id, step))
            return NotFound();
        var wanted = step == HandoverStep.HandOver ? ItemState.Waiting : ItemState.Handed;
        var items = Found
            .Parts.Where(p => Accounts.Contains(p.Part.Account) && p.Steps.Contains(step))
            .SelectMany(p => p.Items)
            .Where(i => i.Item.State == wanted)
            .Select(i => i.Item.Id)
            .ToList();
        return await Answer(await take.Run(current.Actor, id, items, kind));
    }

    private Task<IActionResult> Prove(
        HandoverId id,
        HandoverStep step,
        Func<FreshProof?, Reason, Task<HandoverOutcome>> run,
        (string Field, string? Text) typed
    )
    {
        var why = words.Reason(typed.Text, out var mistake);
        return Prove(id, step, proof => run(proof, why!), mistake is null ? null : (typed.Field, mistake));
    }

    private async Task<IActionResult> Prove(
        HandoverId id,
        HandoverStep step,
        Func<FreshProof?, Task<HandoverOutcome>> run,
        (string Field, string Sentence)? mistake = null
    )
    {
        if (!await Load(id, step))
            return NotFound();
        if (mistake is { } wrong)
        {
            ModelState.AddModelError(wrong.Field, wrong.Sentence);
            return Page();
        }
        FreshProof? proof = null;
        // Whoever may not do it goes on without a code: his attempt is refused, and logged, by the command.
        if (Found.Steps.Contains(step) || PartsFor(step).Count > 0)
        {
            proof = await stepUp.Pass(ModelState, ProofPurpose.Sign, id.Value);
            if (proof is null)
                return Page();
        }
        return await Answer(await run(proof));
    }

    private async Task<IActionResult> Answer(HandoverOutcome outcome)
    {
        switch (outcome)
        {
            case HandoverOutcome.Done done:
                Flash.Leave(TempData, NoticeKind.Done, texts[$"Done.{Sent}"]);
                return LocalRedirect($"/handovers/{done.Id}");
            case HandoverOutcome.Refused refused:
                ModelState.Clear();
                await Load(Found.Handover.Id, Sent);
                var isProof = refused.Why == HandoverRefusal.ProofNotFresh;
                ModelState.AddModelError(isProof ? StepUpGate.CodeField : "", words.Refusal(refused.Why));
                var isForbidden = refused.Why is HandoverRefusal.NotYourRole or HandoverRefusal.NotYourTurn;
                Response.StatusCode = isForbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status409Conflict;
                return Page();
            case HandoverOutcome.Faulty faulty:
                foreach (var fault in faulty.Faults)
                    ModelState.AddModelError("", Sentence(fault));
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    private string Sentence(HandoverFault fault)
    {
        var name = Found.Parts.FirstOrDefault(p => p.Part.Account == fault.Account)?.Account.Name;
        return name is null ? words.Fault(fault) : texts["Fault.At", name, words.Fault(fault)];
    }

    /// <summary>False if there is no such handover, or none for this reader: the two look alike.</summary>
    private async Task<bool> Load(HandoverId id, HandoverStep? sent = null)
    {
        if (await read.Run(current.Standing(), id) is not { } file)
            return false;
        (Found, Sent) = (file, sent);
        return true;
    }
}
