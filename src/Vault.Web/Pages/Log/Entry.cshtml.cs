using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Log;

/// <summary>One entry with everything that proves it, at an address that can be cited.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class EntryModel(ReadLogEntry readEntry, FindCheckoutOfEntry find, CurrentActor current) : PageModel
{
    public LogView View { get; private set; } = null!;

    /// <summary>The checkout whose reason can be sent back; null where there is none.</summary>
    public CheckoutId? Checkout { get; private set; }

    public LogEntry Entry => View.Log.Entries[0];

    public async Task<IActionResult> OnGetAsync(long sequence)
    {
        var outcome = await readEntry.Run(current.Actor, sequence);
        if (outcome is not ReadLogOutcome.Shown(var page))
            return StatusCode(StatusCodes.Status403Forbidden);
        if (page.Entries.Count == 0)
            return NotFound();
        View = new LogView(page, null);
        Checkout = await find.Run(Entry);
        return Page();
    }
}
