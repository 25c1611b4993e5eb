using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;
using Vault.Web.Words;

namespace Vault.Web.Pages.Accounts;

/// <summary>Enters an account in the register.</summary>
[Authorize(Policy = Policies.Registrar)]
public sealed class NewModel(
    RegisterAccount register,
    VaultDb db,
    DomainWords words,
    CurrentActor current,
    IStringLocalizer<AccountTexts> texts
) : AccountForm(db, words, texts)
{
    public override bool IsNew => true;

    public async Task<IActionResult> OnGetAsync() => await Form();

    public async Task<IActionResult> OnPostAsync()
    {
        switch (await register.Run(current.Actor, Input.Entry(AccountStatus.Active)))
        {
            case RegisterOutcome<AccountId>.Entered entered:
                Flash.Leave(TempData, NoticeKind.Done, Texts["Added"]);
                return RedirectToPage("Details", new { account = entered.Id });
            case RegisterOutcome<AccountId>.Faulty faulty:
                ModelState.Say(faulty.Faults, nameof(Input), Words);
                return await Form();
            default:
                return Forbid();
        }
    }
}
