using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.SignIns;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.My;

/// <summary>One's own sessions: where one is signed in, and an end to any of the others.</summary>
public sealed class SessionsModel(
    CurrentActor current,
    SessionStore sessions,
    EndOwnSessions end,
    VaultInstance vault,
    IStringLocalizer<MyTexts> texts
) : PageModel
{
    public Session Present => current.Session;

    public IReadOnlyList<Session> Sessions => sessions.Of(current.Person.Id, vault.Clock.GetUtcNow());

    public void OnGet() { }

    public async Task<IActionResult> OnPostEndAsync(SessionId session)
    {
        if (await end.Run(current.Actor, current.Session, session) == 0)
            return NotFound();
        Flash.Leave(TempData, NoticeKind.Done, texts["Sessions.Ended"]);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEndOthersAsync()
    {
        var ended = await end.Run(current.Actor, current.Session, null);
        Flash.Leave(TempData, NoticeKind.Done, texts["Sessions.OthersEnded", ended]);
        return RedirectToPage();
    }
}
