using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Proposals;

/// <summary>
/// One proposal: who gains what, and the ways to confirm, refuse or withdraw it. Who may not decide reads why, and who
/// can.
/// </summary>
public sealed class ProposalModel(
    ReadProposal read,
    DecideProposal decide,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<ProposalTexts> texts
) : PageModel
{
    public ProposalFile Details { get; private set; } = null!;

    public Proposal Proposal => Details.Proposal;

    /// <summary>A refusal was sent with a mistake: its form alone is shown again.</summary>
    public bool Refusing { get; private set; }

    [BindProperty]
    public string? Reason { get; set; }

    public bool IsMine => Proposal.ProposedBy == current.Person.Id;

    public bool MayDecide => Proposal.IsOpen && Details.Barred is null;

    public string Here => $"/proposals/{Proposal.Id}";

    public async Task<IActionResult> OnGetAsync(ProposalId id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostConfirmAsync(ProposalId id)
    {
        if (!await Load(id))
            return NotFound();
        return await Decide(new ProposalStep.Confirm());
    }

    public async Task<IActionResult> OnPostRefuseAsync(ProposalId id)
    {
        if (!await Load(id))
            return NotFound();
        Refusing = MayDecide;
        if (Core.People.Reason.TryParse(Reason, out var reason, out var refusal))
            return await Decide(new ProposalStep.Refuse(reason));
        ModelState.AddModelError(nameof(Reason), texts[$"Reason.{refusal}"]);
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(ProposalId id)
    {
        if (!await Load(id))
            return NotFound();
        return await Decide(new ProposalStep.Withdraw());
    }

    private async Task<IActionResult> Decide(ProposalStep step)
    {
        FreshProof? proof = null;
        if (step is not ProposalStep.Withdraw && MayDecide)
        {
            proof = await stepUp.Pass(ModelState, ProofPurpose.Confirm, Proposal.Id.Value);
            if (proof is null)
                return Page();
        }
        // Whoever may not decide goes on without a code: his attempt is refused, and logged, by the command.
        switch (await decide.Run(current.Actor, proof, Proposal.Id, step))
        {
            case DecideOutcome.Done done:
                Flash.Leave(TempData, NoticeKind.Done, texts[$"Done.{done.Proposal.Decision}"]);
                return LocalRedirect(Here);
            case DecideOutcome.DecidedBefore before:
                return await Lost(before.Decision);
            case DecideOutcome.Refused refused:
                return Refuse(refused.Why);
            default:
                return NotFound();
        }
    }

    /// <summary>Somebody was first: his decision is shown with the reason why this one did not count.</summary>
    private async Task<IActionResult> Lost(ProposalDecision decision)
    {
        Refusing = false;
        ModelState.Clear();
        await Load(Proposal.Id);
        ModelState.AddModelError("", texts[$"Before.{decision}", Details.Line.DecidedBy?.DisplayName ?? ""]);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private PageResult Refuse(GrantRefusal why)
    {
        var field = why == GrantRefusal.ProofNotFresh ? StepUpGate.CodeField : "";
        ModelState.AddModelError(field, texts[$"Refusal.{why}"]);
        var forbidden = why is GrantRefusal.NotYourRole or GrantRefusal.OwnBenefit or GrantRefusal.OwnProposal;
        Response.StatusCode =
            forbidden || why == GrantRefusal.NotYourProposal
                ? StatusCodes.Status403Forbidden
                : StatusCodes.Status409Conflict;
        return Page();
    }

    /// <summary>False if there is no such proposal, or none for this reader: the two look alike.</summary>
    private async Task<bool> Load(ProposalId id)
    {
        if (await read.Run(new Standing(current.Person, current.Roles), id) is not { } file)
            return false;
        Details = file;
        return true;
    }
}
