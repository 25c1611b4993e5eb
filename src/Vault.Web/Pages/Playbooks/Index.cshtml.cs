using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.Playbooks;

namespace Vault.Web.Pages.Playbooks;

/// <summary>The steps in force, one line for each platform; for everybody who is signed in.</summary>
public sealed class IndexModel(ListPlaybooks list) : PageModel
{
    public IReadOnlyList<PlaybookLine> Lines { get; private set; } = [];

    public void OnGet() => Lines = list.Run();
}
