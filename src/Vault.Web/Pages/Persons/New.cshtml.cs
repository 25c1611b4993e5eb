using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;
using Vault.Web.Words;

namespace Vault.Web.Pages.Persons;

/// <summary>Enters a person. He can do nothing yet: his page says what comes next.</summary>
[Authorize(Policies.Registrar)]
public sealed class NewModel(
    VaultDb db,
    AddPerson add,
    CurrentActor current,
    DomainWords words,
    IStringLocalizer<PersonTexts> texts
) : PersonForm(db, words, texts)
{
    public async Task OnGetAsync(UnitId? unit)
    {
        await LoadUnits();
        Input.Unit = unit;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        switch (await add.Run(current.Actor, Input.ToEntry()))
        {
            case RegisterOutcome<PersonId>.Entered entered:
                Flash.Leave(TempData, NoticeKind.Done, Texts["Added"]);
                return LocalRedirect($"/persons/{entered.Id}");
            case RegisterOutcome<PersonId>.Faulty faulty:
                Say(faulty.Faults);
                await LoadUnits();
                return Page();
            default:
                return StatusCode(StatusCodes.Status403Forbidden);
        }
    }
}
