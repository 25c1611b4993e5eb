using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.Accounts;
using Vault.Core.Playbooks;

namespace Vault.Web.Pages.Playbooks;

/// <summary>Every version of a platform's steps and how each differs from the one before; for everybody who is signed in.</summary>
public sealed class HistoryModel(ReadPlaybookHistory read) : PageModel
{
    public Platform Platform { get; private set; } = null!;

    public IReadOnlyList<PlaybookHistoryLine> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string platform)
    {
        if (await read.Run(platform) is not { } history)
            return NotFound();
        (Platform, Lines) = history;
        return Page();
    }
}
