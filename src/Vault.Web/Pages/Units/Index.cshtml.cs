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

    public async Task OnGetAsync() => Lines = await list.Run(new Standing(current.Person, current.Roles));
}
