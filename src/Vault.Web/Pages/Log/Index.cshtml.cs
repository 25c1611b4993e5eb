using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core.Audit;
using Vault.Core.Text;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Log;

/// <summary>The whole log for the reviewer.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class IndexModel(
    ReadLog readLog,
    ListLogSubjects subjects,
    CurrentActor current,
    ShownTime shown,
    IStringLocalizer<LogTexts> texts,
    EventRendering events
) : LogPageModel(texts, events)
{
    public IReadOnlyList<SelectListItem> Persons { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Accounts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (FilterIsUnderstood())
        {
            var outcome = await readLog.Run(current.Actor, Query.Filter(shown), Query.Position);
            if (outcome is not ReadLogOutcome.Shown(var page))
                return StatusCode(StatusCodes.Status403Forbidden);
            View = new LogView(page, null);
        }
        var known = await subjects.Run();
        Persons = [.. known.Persons.Select(p => new SelectListItem(InertText.Of(p.DisplayName), p.Id.ToString()))];
        Accounts = [.. known.Accounts.Select(a => new SelectListItem(InertText.Of(a.Name), a.Id.ToString()))];
        return Page();
    }
}
