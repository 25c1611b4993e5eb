using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Units;

/// <summary>What the form of a new unit may say.</summary>
public sealed class NewUnitInput
{
    public UnitId? Unit { get; set; }

    public string? Name { get; set; }
}

/// <summary>Enters a unit below another.</summary>
[Authorize(Policies.Registrar)]
public sealed class NewModel(VaultDb db, AddUnit add, CurrentActor current, IStringLocalizer<UnitTexts> texts)
    : PageModel
{
    [BindProperty]
    public NewUnitInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public async Task OnGetAsync(UnitId? parent)
    {
        Units = await UnitChoices.Of(db);
        Input.Unit = parent;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        switch (await add.Run(current.Actor, new(Input.Unit, Input.Name)))
        {
            case RegisterOutcome<UnitId>.Entered:
                Flash.Leave(TempData, NoticeKind.Done, texts["Added"]);
                return LocalRedirect("/units");
            case RegisterOutcome<UnitId>.Faulty faulty:
                foreach (var fault in faulty.Faults)
                    ModelState.AddModelError($"Input.{fault.Field}", texts[$"Fault.{fault.Field}.{fault.Problem}"]);
                Units = await UnitChoices.Of(db);
                return Page();
            default:
                return StatusCode(StatusCodes.Status403Forbidden);
        }
    }
}

/// <summary>The units as the choices of a drop-down.</summary>
public static class UnitChoices
{
    // Blanks at the start of an option are dropped by browsers, ideographic ones are not.
    private const char Indent = '\u3000';

    /// <summary>All units, parents before children, children indented.</summary>
    public static async Task<IReadOnlyList<SelectListItem>> Of(VaultDb db)
    {
        var units = await db.Set<Unit>().ToListAsync();
        return
        [
            .. UnitTree
                .InOrder(units)
                .Select(l => new SelectListItem(new string(Indent, l.Depth) + l.Unit.Name, l.Unit.Id.ToString())),
        ];
    }
}
