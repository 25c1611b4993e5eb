using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Web.Pages.Units;
using Vault.Web.SignIn;
using Vault.Web.Words;

namespace Vault.Web.Pages.Accounts;

/// <summary>The accounts the reader may see. Every filter stands in the address.</summary>
public sealed class IndexModel(SearchAccounts search, VaultDb db, DomainWords words, CurrentActor current) : PageModel
{
    public const string MineAddress = "/accounts/mine";

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "platform")]
    public string? PlatformKey { get; set; }

    [BindProperty(SupportsGet = true, Name = "unit")]
    public UnitId? Unit { get; set; }

    [BindProperty(SupportsGet = true, Name = "alone")]
    public bool WithoutCustodian { get; set; }

    [BindProperty(SupportsGet = true, Name = "sort")]
    public AccountSort Sort { get; set; }

    [BindProperty(SupportsGet = true, Name = "desc")]
    public bool Descending { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int PageNumber { get; set; } = 1;

    public AccountPage Found { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Platforms => words.Platforms;

    /// <summary>The page under its other address: who keeps the register asks for what he himself is appointed to.</summary>
    public bool IsMine => Request.Path.StartsWithSegments(MineAddress, StringComparison.OrdinalIgnoreCase);

    public bool IsRegistrar => current.Has(OfficeRole.Registrar) && !IsMine;

    public bool IsNarrowed =>
        !string.IsNullOrWhiteSpace(Search)
        || !string.IsNullOrEmpty(PlatformKey)
        || Unit is not null
        || WithoutCustodian;

    public async Task OnGetAsync()
    {
        var query = new AccountQuery(Search, PlatformKey, Unit, WithoutCustodian, Sort, Descending, PageNumber);
        Found = await search.Run(
            IsMine ? new Standing(current.Person, new HashSet<OfficeRole>()) : current.Standing(),
            query
        );
        Units = await UnitChoices.Of(db);
    }
}
