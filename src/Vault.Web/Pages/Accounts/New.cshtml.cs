using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Units;
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
) : PageModel
{
    [BindProperty]
    public AccountInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Platforms => words.Platforms;

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public async Task OnGetAsync() => Units = await UnitChoices.Of(db);

    public async Task<IActionResult> OnPostAsync()
    {
        switch (await register.Run(current.Actor, new(Input.Platform, Input.Name, Input.PublicId, Input.Unit)))
        {
            case RegisterOutcome<AccountId>.Entered entered:
                Flash.Leave(TempData, NoticeKind.Done, texts["Added"]);
                return RedirectToPage("Details", new { account = entered.Id });
            case RegisterOutcome<AccountId>.Faulty faulty:
                ModelState.Say(faulty.Faults, nameof(Input), words);
                await OnGetAsync();
                return Page();
            default:
                return Forbid();
        }
    }
}

/// <summary>The fields of the form.</summary>
public sealed class AccountInput
{
    public string? Platform { get; set; }

    public string? Name { get; set; }

    public string? PublicId { get; set; }

    public UnitId? Unit { get; set; }
}
