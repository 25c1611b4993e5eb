using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Units;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Persons;

/// <summary>What the form of a new person may say.</summary>
public sealed class NewPersonInput
{
    public string? Name { get; set; }

    public string? UserName { get; set; }

    public UnitId? Unit { get; set; }
}

/// <summary>Enters a person. He can do nothing yet: his page says what comes next.</summary>
[Authorize(Policies.Registrar)]
public sealed class NewModel(VaultDb db, AddPerson add, CurrentActor current, IStringLocalizer<PersonTexts> texts)
    : PageModel
{
    [BindProperty]
    public NewPersonInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public async Task OnGetAsync(UnitId? unit)
    {
        Units = await UnitChoices.Of(db);
        Input.Unit = unit;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        switch (await add.Run(current.Actor, new(Input.Name, Input.UserName, Input.Unit)))
        {
            case RegisterOutcome<PersonId>.Entered entered:
                Flash.Leave(TempData, NoticeKind.Done, texts["Added"]);
                return LocalRedirect($"/persons/{entered.Id}");
            case RegisterOutcome<PersonId>.Faulty faulty:
                foreach (var fault in faulty.Faults)
                    ModelState.AddModelError($"Input.{fault.Field}", texts[$"Fault.{fault.Field}.{fault.Problem}"]);
                Units = await UnitChoices.Of(db);
                return Page();
            default:
                return StatusCode(StatusCodes.Status403Forbidden);
        }
    }
}
