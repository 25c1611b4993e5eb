using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Log;

/// <summary>
/// The newest entries of a filter on paper, with size and root of the log at that moment. The address alone shows no
/// entry: the paper stands in the answer to a POST with a second factor.
/// </summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class PrintModel(
    PrintLog printLog,
    CurrentActor current,
    StepUpGate stepUp,
    ShownTime shown,
    IStringLocalizer<LogTexts> texts,
    EventRendering events
) : LogPageModel(texts, events)
{
    private readonly IStringLocalizer<LogTexts> _texts = texts;

    /// <summary>Null until a second factor was given.</summary>
    public PrintLogOutcome.Printed? Paper { get; private set; }

    public IActionResult OnGet() => FilterIsUnderstood() ? Page() : BadRequest();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!FilterIsUnderstood())
            return BadRequest();
        if (await stepUp.Pass(ModelState, ProofPurpose.Export, null) is not { } proof)
            return Page();
        switch (await printLog.Run(current.Actor, proof, Query.Filter(shown)))
        {
            case PrintLogOutcome.Printed printed:
                Paper = printed;
                return Page();
            case PrintLogOutcome.ProofNotFresh:
                ModelState.AddModelError(StepUpGate.CodeField, _texts["Print.ProofNotFresh"]);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return StatusCode(StatusCodes.Status403Forbidden);
        }
    }
}
