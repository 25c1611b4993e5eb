using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.Filings;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Filings;

/// <summary>The filings of the accounts the reader sees: overdue first, then those that were filed last.</summary>
public sealed class IndexModel(ListFilings list, CurrentActor current) : PageModel
{
    public IReadOnlyList<FilingLine> Open { get; private set; } = [];

    public IReadOnlyList<FilingLine> Filed { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var reader = current.Standing();
        Open = await list.Open(reader);
        Filed = await list.Filed(reader);
    }
}
