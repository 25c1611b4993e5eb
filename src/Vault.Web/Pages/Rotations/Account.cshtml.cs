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
        return true;
    }
}
