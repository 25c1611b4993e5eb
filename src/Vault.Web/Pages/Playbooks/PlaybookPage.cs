using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core;
using Vault.Core.People;
using Vault.Core.Playbooks;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Playbooks;

/// <summary>One version of a playbook: the one in force, or one of its history.</summary>
public abstract class PlaybookPage(ReadPlaybook read, CurrentActor current) : PageModel
{
    public PlaybookReadout Readout { get; private set; } = null!;

    public bool IsRegistrar => current.Has(OfficeRole.Registrar);

    public string Here => $"/playbooks/{Readout.Platform.Key}";

    protected async Task<IActionResult> Show(string platform, PlaybookVersionId? version)
    {
        if (await read.Run(platform, version) is not { } readout)
            return NotFound();
        Readout = readout;
        return Page();
    }
}
