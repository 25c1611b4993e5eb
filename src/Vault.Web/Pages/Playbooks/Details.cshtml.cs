using Microsoft.AspNetCore.Mvc;
using Vault.Core.Playbooks;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Playbooks;

/// <summary>The steps in force on a platform; for everybody who is signed in.</summary>
public sealed class DetailsModel(ReadPlaybook read, CurrentActor current) : PlaybookPage(read, current)
{
    public Task<IActionResult> OnGetAsync(string platform) => Show(platform, null);
}
