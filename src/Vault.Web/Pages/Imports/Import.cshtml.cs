using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Imports;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Proposals;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Imports;

/// <summary>One import: what it would do, and the ways to confirm, refuse or withdraw it; while it is taken over, how far it is.</summary>
[Authorize(Policy = Policies.RegistrarOrSecurity)]
public sealed class ImportModel(
    ReadImport read,
    DecideImport decide,
    ImportRuns runs,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<ImportTexts> texts,
    IStringLocalizer<ProposalTexts> proposals
) : PageModel
{
    /// <summary>Accounts that are taken over while one waits for the answer; of more a bar is shown.</summary>
    private const int AtOnce = 500;

    public ImportFile Details { get; private set; } = null!;

    public RegisterImport Import => Details.Import;

    /// <summary>Set while it is being taken over.</summary>
    public ImportRun? Run { get; private set; }

    public string? Digest { get; private set; }

    [BindProperty]
    public string? Seen { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public bool IsMine => Import.ProposedBy == current.Person.Id;

    public bool MayDecide => Import.IsOpen && Details.Barred is null && Run is null;

    public string Here => $"/imports/{Import.Id}";

    public async Task<IActionResult> OnGetAsync(RegisterImportId id)
    {
        var run = runs.Find(id);
        if (run is { Outcome.IsCompleted: true })
        {
            runs.Forget(id);
            return await Load(id) ? await Show(run) : NotFound();
        }
        if (!await Load(id, withPlan: run is null))
            return NotFound();
        Run = run;
        if (run is not null)
            Response.Headers["Refresh"] = "1";
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync(RegisterImportId id)
    {
        if (!await Load(id))
            return NotFound();
        FreshProof? proof = null;
        if (MayDecide)
        {
            proof = await stepUp.Pass(ModelState, ProofPurpose.Confirm, id.Value);
            if (proof is null)
                return Page();
        }
        var (actor, seen) = (current.Actor, Seen);
        var run = runs.Start(
            id,
            Details.Plan?.Accounts.Count(a => !a.IsSame) ?? 0,
            progress => decide.Run(actor, proof, id, new ProposalStep.Confirm(), seen, progress)
        );
        if (run.Total > AtOnce)
            return LocalRedirect(Here);
        runs.Forget(id);
        return await Show(run);
    }

    public async Task<IActionResult> OnPostRefuseAsync(RegisterImportId id)
    {
        if (!await Load(id))
            return NotFound();
        if (!Core.People.Reason.TryParse(Reason, out var reason, out var refusal))
        {
            ModelState.AddModelError(nameof(Reason), proposals[$"Reason.{refusal}"]);
            return Page();
        }
        FreshProof? proof = null;
        if (MayDecide)
        {
            proof = await stepUp.Pass(ModelState, ProofPurpose.Confirm, id.Value);
            if (proof is null)
                return Page();
        }
        return await Show(await decide.Run(current.Actor, proof, id, new ProposalStep.Refuse(reason)));
    }

    public async Task<IActionResult> OnPostWithdrawAsync(RegisterImportId id)
    {
        if (!await Load(id))
            return NotFound();
        return await Show(await decide.Run(current.Actor, null, id, new ProposalStep.Withdraw()));
    }

    private async Task<IActionResult> Show(ImportRun run)
    {
        try
        {
            return await Show(await run.Outcome);
        }
        catch (Vault.Core.Audit.WriteConflictException)
        {
            return await Show(new DecideImportOutcome.PlanChanged());
        }
    }

    private async Task<IActionResult> Show(DecideImportOutcome outcome)
    {
        switch (outcome)
        {
            case DecideImportOutcome.Done:
                await Load(Import.Id);
                Flash.Leave(TempData, NoticeKind.Done, texts[$"Done.{Import.Decision}"]);
                return LocalRedirect(Here);
            case DecideImportOutcome.PlanChanged:
                return await Lost(texts["PlanChanged"]);
            case DecideImportOutcome.DecidedBefore before:
                return await Lost(proposals[$"Before.{before.Decision}", Details.DecidedBy?.DisplayName ?? ""]);
            case DecideImportOutcome.Refused refused:
                var field = refused.Why == GrantRefusal.ProofNotFresh ? StepUpGate.CodeField : "";
                ModelState.AddModelError(field, proposals[$"Refusal.{refused.Why}"]);
                Response.StatusCode = refused.Why is GrantRefusal.ProofNotFresh or GrantRefusal.ProposerNoLongerMay
                    ? StatusCodes.Status409Conflict
                    : StatusCodes.Status403Forbidden;
                return Page();
            default:
                return NotFound();
        }
    }

    private async Task<IActionResult> Lost(string why)
    {
        ModelState.Clear();
        await Load(Import.Id);
        ModelState.AddModelError("", why);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<bool> Load(RegisterImportId id, bool withPlan = true)
    {
        if (await read.Run(current.Standing(), id, withPlan) is not { } file)
            return false;
        Details = file;
        Digest = file.Plan?.Digest();
        return true;
    }
}
