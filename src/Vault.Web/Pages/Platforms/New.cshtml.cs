using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Platforms;

/// <summary>Enters a platform of the organisation's own.</summary>
[Authorize(Policies.Registrar)]
public sealed class NewModel(AddPlatform add, CurrentActor current, IStringLocalizer<PlatformTexts> texts)
    : PlatformForm(texts)
{
    public void OnGet() => Input = PlatformInput.Fresh();

    public async Task<IActionResult> OnPostAsync()
    {
        switch (await add.Run(current.Actor, Input.Entry()))
        {
            case RegisterOutcome<PlatformId>.Entered:
                Flash.Leave(TempData, NoticeKind.Done, Texts["Added"]);
                return LocalRedirect("/platforms");
            case RegisterOutcome<PlatformId>.Faulty faulty:
                Say(faulty.Faults);
                return Page();
            default:
                return StatusCode(StatusCodes.Status403Forbidden);
        }
    }
}
