using System.Net.Mime;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using Vault.Core.Evidence;
using Vault.Core.People;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Log;

/// <summary>The whole log as one file for an auditor. The file stands in the answer to a POST with a second factor.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class ExportModel(
    ExportLog export,
    CurrentActor current,
    StepUpGate stepUp,
    TimeProvider clock,
    ShownTime shown,
    IStringLocalizer<LogTexts> texts
) : PageModel
{
    /// <summary>Names and reasons go with it, opened.</summary>
    [BindProperty]
    public bool WithTexts { get; set; }

    public void OnGet() => WithTexts = true;

    public async Task<IActionResult> OnPostAsync()
    {
        if (await stepUp.Pass(ModelState, ProofPurpose.Export, null) is not { } proof)
            return Page();
        switch (await export.Run(current.Actor, proof, WithTexts))
        {
            case ExportLogOutcome.Exported exported:
                return Written(exported.Export);
            case ExportLogOutcome.ProofNotFresh:
                ModelState.AddModelError(StepUpGate.CodeField, texts["Print.ProofNotFresh"]);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return StatusCode(StatusCodes.Status403Forbidden);
        }
    }

    private PushedFile Written(LogExport log) => new(log, $"credential-vault-log-{shown.Date(clock.GetUtcNow())}.txt");

    /// <summary>A file that is made while it is sent: it is as long as the log.</summary>
    private sealed class PushedFile(LogExport log, string name) : IActionResult
    {
        public async Task ExecuteResultAsync(ActionContext context)
        {
            var response = context.HttpContext.Response;
            response.ContentType = MediaTypeNames.Application.Octet;
            response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
            {
                FileName = name,
            }.ToString();
            await log.WriteTo(response.Body, context.HttpContext.RequestAborted);
        }
    }
}
