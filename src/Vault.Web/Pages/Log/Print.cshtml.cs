using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Vault.Core.Audit;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Log;

/// <summary>The newest entries of a filter on paper, with size and root of the log at that moment.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class PrintModel(
    ReadLog readLog,
    AuditLog log,
    CurrentActor current,
    ShownTime shown,
    IStringLocalizer<LogTexts> texts,
    EventRendering events
) : LogPageModel(texts, events)
{
    public long Size { get; private set; }

    public byte[] Root { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!FilterIsUnderstood())
            return BadRequest();
        var outcome = await readLog.Run(current.Actor, Query.Filter(shown), Query.Position, ReadLog.PrintSize);
        if (outcome is not ReadLogOutcome.Shown(var page))
            return StatusCode(StatusCodes.Status403Forbidden);
        View = new LogView(page, null);
        (Size, Root) = log.Head();
        return Page();
    }
}
