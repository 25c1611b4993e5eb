using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.Accounts;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Platforms;

/// <summary>The platforms the organisation has: shipped, changed, its own, and those no longer offered.</summary>
[Authorize(Policies.Registrar)]
public sealed class IndexModel(ListPlatforms list) : PageModel
{
    public IReadOnlyList<PlatformLine> Lines { get; private set; } = [];

    public async Task OnGetAsync() => Lines = await list.Run();
}
