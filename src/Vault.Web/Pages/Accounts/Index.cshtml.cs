using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Web.Pages.Units;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Accounts;

/// <summary>The accounts the reader may see. Every filter stands in the address.</summary>
public sealed class IndexModel(SearchAccounts search, VaultDb db, AccountFilterWords filters, CurrentActor current)
    : PageModel
{
    public const string MineAddress = "/accounts/mine";

    [BindProperty(SupportsGet = true, Name = "")]
    public AccountListQuery Query { get; set; } = new();

    public AccountPage Found { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public AccountFilterWords Filters => filters;

    /// <summary>The page under its other address: who keeps the register asks for what he himself is appointed to.</summary>
    public bool IsMine => Request.Path.StartsWithSegments(MineAddress, StringComparison.OrdinalIgnoreCase);

    public bool IsRegistrar => current.Has(OfficeRole.Registrar) && !IsMine;

    public async Task OnGetAsync()
    {
        ModelState.Clear();
        Query.Mine = IsMine;
        Found = await search.Run(current.ReaderOf(Query), Query.Query());
        Units = await UnitChoices.Of(db);
    }
}

/// <summary>As whom a list of accounts is read.</summary>
internal static class AccountReader
{
    /// <summary>Whoever asks for his own alone is shown what his appointments show him, whatever office he holds.</summary>
    public static Standing ReaderOf(this CurrentActor current, AccountListQuery query) =>
        query.Mine ? new Standing(current.Person, new HashSet<OfficeRole>()) : current.Standing();
}
