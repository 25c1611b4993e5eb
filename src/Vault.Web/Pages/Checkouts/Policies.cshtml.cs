using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.Checkouts;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Checkouts;

/// <summary>How each account is checked out, for whoever decides it.</summary>
[Authorize(Policies.SecurityAdministrator)]
public sealed class PoliciesModel(ListCheckoutPolicies list, CurrentActor current) : PageModel
{
    public CheckoutPolicyPage Found { get; private set; } = null!;

    public string Search { get; private set; } = "";

    public async Task OnGetAsync(string? q, [FromQuery(Name = "page")] int? number)
    {
        ModelState.Clear();
        Search = q?.Trim() ?? "";
        Found = await list.Run(current.Standing(), Search, number ?? 1);
    }
}
