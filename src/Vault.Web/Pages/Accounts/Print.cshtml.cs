using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Accounts;

/// <summary>The list of accounts on paper: those the reader may see, narrowed and sorted as the list he came from.</summary>
public sealed class PrintModel(
    SearchAccounts search,
    VaultDb db,
    AccountFilterWords filters,
    CurrentActor current,
    TimeProvider clock
) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "")]
    public AccountListQuery Query { get; set; } = new();

    public AccountPage Found { get; private set; } = null!;

    public string Organisation { get; private set; } = "";

    /// <summary>Null for a list of all.</summary>
    public string? Narrowed { get; private set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public string Back => Query.Address(Query.Mine ? IndexModel.MineAddress : "/accounts");

    public async Task OnGetAsync()
    {
        ModelState.Clear();
        Organisation = (await db.Set<Organisation>().SingleAsync()).Name;
        var unit = Query.Unit is { } id ? await db.Set<Unit>().SingleOrDefaultAsync(u => u.Id == id) : null;
        Narrowed = filters.Say(Query, unit);
        Found = await search.Run(current.ReaderOf(Query), Query.Query(unpaged: true));
    }
}
