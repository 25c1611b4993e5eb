using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.People;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Units;

/// <summary>The tree of units as a list, with what belongs to each.</summary>
[Authorize(Policies.Registrar)]
public sealed class IndexModel(ListUnits list, CurrentActor current) : PageModel
{
    public IReadOnlyList<UnitLine> Lines { get; private set; } = [];

    /// <summary>Whether units that no longer exist are shown too.</summary>
    public bool WithDissolved { get; private set; }

    /// <summary>What the address says wrongly shows what is there by itself.</summary>
    public async Task OnGetAsync(bool dissolved)
    {
        ModelState.Clear();
        WithDissolved = dissolved;
        Lines = await list.Run(current.Standing(), dissolved);
    }
}
