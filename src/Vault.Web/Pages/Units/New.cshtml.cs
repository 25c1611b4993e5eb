using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Persons;
using Vault.Web.Shell;
using Vault.Web.SignIn;
using Vault.Web.Words;

namespace Vault.Web.Pages.Units;

/// <summary>Enters a unit below another.</summary>
[Authorize(Policies.Registrar)]
public sealed class NewModel(
    VaultDb db,
    AddUnit add,
    CurrentActor current,
    DomainWords words,
    IStringLocalizer<UnitTexts> texts,
    IStringLocalizer<PersonTexts> people
) : UnitForm(db, words, texts, people)
{
    public async Task OnGetAsync(UnitId? parent)
    {
        await LoadChoices();
        Input.Unit = parent;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadChoices();
        if (ReadEntry() is not { } entry)
            return Page();
        switch (await add.Run(current.Actor, entry))
        {
            case RegisterOutcome<UnitId>.Entered entered:
                Flash.Leave(TempData, NoticeKind.Done, Texts["Added"]);
                return LocalRedirect($"/units/{entered.Id}");
            case RegisterOutcome<UnitId>.Faulty faulty:
                Say(faulty.Faults);
                return Page();
            default:
                return StatusCode(StatusCodes.Status403Forbidden);
        }
    }
}
