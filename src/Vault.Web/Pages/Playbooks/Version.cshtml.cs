using Microsoft.AspNetCore.Mvc;
using Vault.Core;
using Vault.Core.Playbooks;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Playbooks;

/// <summary>One version of a platform's steps, for whatever was begun with it; for everybody who is signed in.</summary>
public sealed class VersionModel(ReadPlaybook read, CurrentActor current) : PlaybookPage(read, current)
{
    public Task<IActionResult> OnGetAsync(string platform, PlaybookVersionId version) => Show(platform, version);
}
