using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Web.Pages.Units;
using Vault.Web.Words;

namespace Vault.Web.Pages.Accounts;

/// <summary>What the pages share that ask for the facts of an account.</summary>
public abstract class AccountForm(VaultDb db, DomainWords words, IStringLocalizer<AccountTexts> texts) : PageModel
{
    [BindProperty]
    public AccountInput Input { get; set; } = new();

    /// <summary>Its platform and status cannot be chosen before it is registered, or no longer.</summary>
    public abstract bool IsNew { get; }

    public IReadOnlyList<SelectListItem> Platforms => words.OfferedPlatforms;

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Natures =>
        [.. Enum.GetValues<AccountNature>().Select(n => new SelectListItem(words.Of(n), n.ToString()))];

    public IReadOnlyList<SelectListItem> Statuses =>
        [.. Enum.GetValues<AccountStatus>().Select(s => new SelectListItem(words.Of(s), s.ToString()))];

    public IReadOnlyList<SelectListItem> Verifications =>
        [
            new(texts["Verified.Unknown"], ""),
            new(texts["Verified.Yes"], AccountInput.Yes),
            new(texts["Verified.No"], AccountInput.No),
        ];

    protected DomainWords Words => words;

    protected IStringLocalizer<AccountTexts> Texts => texts;

    protected async Task<PageResult> Form()
    {
        Units = await UnitChoices.Of(db);
        return Page();
    }
}
