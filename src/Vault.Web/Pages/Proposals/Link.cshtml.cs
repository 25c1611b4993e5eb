using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Proposals;

/// <summary>
/// Issues the link of a confirmed invitation or reset. The link stands in the answer to one POST and nowhere else: in no
/// address, no cookie, no log.
/// </summary>
public sealed class LinkModel(
    ReadProposal read,
    IssueLink issue,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<ProposalTexts> texts
) : PageModel
{
    public ProposalFile Details { get; private set; } = null!;

    public Proposal Proposal => Details.Proposal;

    public string? Link { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public async Task<IActionResult> OnGetAsync(ProposalId id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(ProposalId id)
    {
        if (!await Load(id))
            return NotFound();
        if (await stepUp.Pass(ModelState, ProofPurpose.Administer, id.Value) is not { } proof)
            return Page();
        switch (await issue.Run(current.Actor, proof, id))
        {
            case LinkOutcome.Issued issued:
                // The host is one of those the vault answers to; see host filtering.
                Link = $"{Request.Scheme}://{Request.Host}/invitations/{issued.Token}";
                ExpiresAt = issued.ExpiresAt;
                return Page();
            case LinkOutcome.Refused refused:
                var field = refused.Why == LinkRefusal.ProofNotFresh ? StepUpGate.CodeField : "";
                ModelState.AddModelError(field, texts[$"Link.{refused.Why}"]);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    /// <summary>False for whoever issues no link of it, and where there is none to issue: they look alike.</summary>
    private async Task<bool> Load(ProposalId id)
    {
        if (await read.Run(new Standing(current.Person, current.Roles), id) is not { } file)
            return false;
        Details = file;
        return file.Link is not (LinkRefusal.NotYourRole or LinkRefusal.NotConfirmed);
    }
}
