using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core;

namespace Vault.Web.Pages.SetUp;

/// <summary>What a link that does not lead to the set-up says; also where an unfounded vault sends whoever wants to sign in.</summary>
[AllowAnonymous]
public sealed class ClosedModel(VaultInstance vault) : PageModel
{
    public bool IsFounded => vault.Log.Size > 0;

    public void OnGet() { }
}
