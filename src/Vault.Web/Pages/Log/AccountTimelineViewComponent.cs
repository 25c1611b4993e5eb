using Microsoft.AspNetCore.Mvc;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Log;

/// <summary>
/// <c>&lt;vc:account-timeline account="@id" /&gt;</c>: the newest entries of an account beside its page, without the sealed texts; nothing
/// for whoever may not see the account.
/// </summary>
public sealed class AccountTimelineViewComponent(AccountTimeline timeline, CurrentActor current) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(AccountId account) =>
        await timeline.Run(current.Actor, account) is { } page
            ? View("/Pages/Log/_AccountTimeline.cshtml", new AccountTimelineView(account, page))
            : Content("");
}

/// <summary>The newest entries of an account.</summary>
public sealed record AccountTimelineView(AccountId Account, LogPage Log);
