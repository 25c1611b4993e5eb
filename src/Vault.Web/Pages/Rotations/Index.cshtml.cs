using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.Rotations;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Rotations;

/// <summary>What has to be changed, of the accounts the reader sees, with the way to do it.</summary>
public sealed class IndexModel(ListRotations list, CurrentActor current) : PageModel
{
    public ChangePage Found { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int? number)
    {
        ModelState.Clear();
        Found = await list.Run(current.Standing(), number ?? 1);
    }
}
