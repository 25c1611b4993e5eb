using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core;
using Vault.Core.Holdings;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Holdings;

/// <summary>What of an account is in whose hands on its platform, and what was.</summary>
public sealed class AccountModel(ReadAccountHoldings read, CurrentActor current) : PageModel
{
    private const int PageSize = 25;

    public AccountHoldings Found { get; private set; } = null!;

    /// <summary>Of the ended ones; a page beyond the end is the last one.</summary>
    public int Number { get; private set; }

    public int Pages => Math.Max(1, (Found.Ended.Count + PageSize - 1) / PageSize);

    public IReadOnlyList<HoldingLine> EndedShown => [.. Found.Ended.Skip((Number - 1) * PageSize).Take(PageSize)];

    public async Task<IActionResult> OnGetAsync(AccountId account, [FromQuery(Name = "page")] int? number)
    {
        ModelState.Clear();
        if (await read.Run(current.Standing(), account) is not { } found)
            return NotFound();
        Found = found;
        Number = Math.Clamp(number ?? 1, 1, Pages);
        return Page();
    }
}
