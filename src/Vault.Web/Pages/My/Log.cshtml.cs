using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core.Audit;
using Vault.Web.Pages.Log;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.My;

/// <summary>What a person did and what concerns him.</summary>
public sealed class OwnLogModel(
    ReadOwnLog readOwnLog,
    CurrentActor current,
    ShownTime shown,
    IStringLocalizer<LogTexts> texts,
    EventRendering events
) : LogPageModel(texts, events)
{
    public async Task OnGetAsync()
    {
        if (!FilterIsUnderstood())
            return;
        var outcome = await readOwnLog.Run(current.Actor, Query.Filter(shown), Query.Position);
        View = new LogView(((ReadLogOutcome.Shown)outcome).Page, current.Person.Id);
    }
}
