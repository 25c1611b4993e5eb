using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.Holdings;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Holdings;

/// <summary>What ends soon or has ended on the platform, of the accounts the reader keeps.</summary>
public sealed class DueModel(ListDueHoldings due, CurrentActor current) : PageModel
{
    public DueHoldings Found { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int? number)
    {
        ModelState.Clear();
        Found = await due.Run(current.Standing(), number ?? 1);
    }
}
