using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Vault.Core;
using Vault.Core.People;

namespace Vault.Web.Pages.Units;

/// <summary>The units as the choices of a drop-down.</summary>
public static class UnitChoices
{
    // Blanks at the start of an option are dropped by browsers, ideographic ones are not.
    private const char Indent = '\u3000';

    /// <summary>All units that exist, parents before children, children indented.</summary>
    public static async Task<IReadOnlyList<SelectListItem>> Of(VaultDb db)
    {
        var units = await db.Set<Unit>().Where(u => u.DissolvedAt == null).ToListAsync();
        return
        [
            .. UnitTree
                .InOrder(units)
                .Select(l => new SelectListItem(new string(Indent, l.Depth) + l.Unit.Name, l.Unit.Id.ToString())),
        ];
    }
}
