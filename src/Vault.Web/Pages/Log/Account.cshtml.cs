using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Log;

/// <summary>The entries of one account for whoever may see it.</summary>
public sealed class AccountModel(
    ReadAccountLog readAccountLog,
    CurrentActor current,
    ShownTime shown,
    IStringLocalizer<LogTexts> texts,
    EventRendering events
) : LogPageModel(texts, events)
{
    public AccountId Id { get; private set; }

    public async Task<IActionResult> OnGetAsync(AccountId id)
    {
        Id = id;
        if (!ModelState.IsValid && id == default)
            return NotFound();
        if (!FilterIsUnderstood())
            return Page();
        var outcome = await readAccountLog.Run(current.Actor, id, Query.Filter(shown), Query.Position);
        if (outcome is not ReadLogOutcome.Shown(var page))
            return NotFound();
        View = new LogView(page, current.Person.Id);
        return Page();
    }
}
