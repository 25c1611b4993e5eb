using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Rotations;

/// <summary>One account changed step by step, for whoever sees it; taken by whoever may use it. No secret is on it.</summary>
public sealed class AccountModel(
    ReadRotation read,
    BeginRotation begin,
    TakeRotationStep take,
    ListOwedRotations owed,
    CurrentActor current,
    IStringLocalizer<RotationTexts> texts
) : PageModel
{
    public RotationFile Found { get; private set; } = null!;

    public IReadOnlyList<OwedRotation> Owed { get; private set; } = [];

    [BindProperty]
    public string? Remark { get; set; }

    [BindProperty]
    public int? Days { get; set; }

    [BindProperty]
    public string? OffReason { get; set; }

    /// <summary>The form about the schedule was sent: it stays unfolded.</summary>
    public bool IsDeciding { get; private set; }

    public string Here => $"/accounts/{Found.Account.Id}/rotation";

    public async Task<IActionResult> OnGetAsync(AccountId account) => await Load(account) ? Page() : NotFound();

    public async Task<IActionResult> OnPostBeginAsync(AccountId account) =>
        await Load(account) ? await Answer(await begin.Run(current.Actor, account), "Guided.Begun") : NotFound();

    public async Task<IActionResult> OnPostStepAsync(
        AccountId account,
        RotationId rotation,
        string? step,
        StepResult result
    )
    {
        if (!await Load(account) || !Enum.IsDefined(result))
            return NotFound();
        Reason? remark = null;
        if (!string.IsNullOrWhiteSpace(Remark) && !Reason.TryParse(Remark, out remark, out var why))
        {
            ModelState.AddModelError(nameof(Remark), texts[$"Why.{why}"]);
            return Page();
        }
        var outcome = await take.Run(current.Actor, account, rotation, step ?? "", result, remark);
        return await Answer(outcome, "Guided.Taken");
    }

    public static StepState StateOf(RotationStepLine line, bool isNext) =>
        line.Settled?.Result switch
        {
            StepResult.Done => StepState.Done,
            StepResult.NotApplicable => StepState.Waived,
            _ => isNext ? StepState.Current : StepState.Waiting,
        };

    public async Task<IActionResult> OnPostScheduleAsync(
        AccountId account,
        bool isOff,
        [FromServices] DecideRotationSchedule decide,
        [FromServices] StepUpGate stepUp
    )
    {
        IsDeciding = true;
        if (!await Load(account))
            return NotFound();
        var off = isOff ? ReadOffReason() : null;
        if (!isOff && Days is not (>= RotationSchedule.FewestDays and <= RotationSchedule.MostDays))
            Mistake(nameof(Days), texts["Schedule.Wrong", RotationSchedule.FewestDays, RotationSchedule.MostDays]);
        // What was typed for the other button does not count.
        ModelState.Remove(isOff ? nameof(Days) : nameof(OffReason));
        FreshProof? proof = null;
        // Whoever may not is refused by the use case, and is not asked for a code before.
        if (Found.MayDecide && ModelState.IsValid)
            proof = await stepUp.Pass(ModelState, ProofPurpose.Administer, account.Value);
        if (!ModelState.IsValid)
            return Page();
        switch (await decide.Run(current.Actor, proof, account, isOff ? null : Days, off))
        {
            case RotationScheduleOutcome.Decided:
                Flash.Leave(TempData, NoticeKind.Done, texts["Schedule.Decided"]);
                return LocalRedirect(Here);
            case RotationScheduleOutcome.ProofNotFresh:
                Mistake(StepUpGate.CodeField, texts["Refusal.ProofNotFresh"]);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return StatusCode(StatusCodes.Status403Forbidden);
        }
    }

    private Reason? ReadOffReason()
    {
        if (!Reason.TryParse(OffReason, out var off, out var why))
            Mistake(nameof(OffReason), texts[why == ReasonRefusal.TooShort ? "Schedule.NoReason" : $"Why.{why}"]);
        return off;
    }

    private void Mistake(string field, string text)
    {
        ModelState.Remove(field);
        ModelState.AddModelError(field, text);
    }

    private async Task<IActionResult> Answer(RotationOutcome outcome, string done)
    {
        switch (outcome)
        {
            case RotationOutcome.Done taken:
                Flash.Leave(TempData, NoticeKind.Done, texts[taken.HasEnded ? "Guided.Ended" : done]);
                return LocalRedirect(Here);
            case RotationOutcome.Refused { Why: RotationRefusal.RemarkMissing }:
                ModelState.AddModelError(nameof(Remark), texts["Guided.Refusal.RemarkMissing"]);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            case RotationOutcome.Refused refused:
                await Load(Found.Account.Id);
                return this.Refuse(texts[$"Guided.Refusal.{refused.Why}"]);
            default:
                return NotFound();
        }
    }

    private async Task<bool> Load(AccountId account)
    {
        if (await read.Run(current.Standing(), account) is not { } file)
            return false;
        Found = file;
        Owed = await owed.Run(account);
        if (!IsDeciding)
            Days = file.Days ?? RotationSchedule.DefaultDays;
        return true;
    }
}
