using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core;
using Vault.Core.Playbooks;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Playbooks;

/// <summary>The steps for one account, with the links to its own website; for whoever sees the account.</summary>
public sealed class AccountModel(ReadAccountPlaybook read, CurrentActor current) : PageModel
{
    public AccountPlaybook Playbook { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(AccountId account)
    {
        if (await read.Run(current.Standing(), account) is not { } playbook)
            return NotFound();
        Playbook = playbook;
        return Page();
    }
}
