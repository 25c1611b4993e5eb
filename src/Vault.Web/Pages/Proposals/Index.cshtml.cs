using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.People;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Proposals;

/// <summary>The proposals that wait for the reader, those he made, and those that are decided.</summary>
[Authorize(Policies.RegistrarOrSecurity)]
public sealed class IndexModel(ListProposals list, CurrentActor current) : PageModel
{
    private static readonly Dictionary<ProposalView, string> Slugs = new()
    {
        [ProposalView.ToDecide] = "pending",
        [ProposalView.Mine] = "mine",
        [ProposalView.Decided] = "decided",
    };

    public ProposalView View { get; private set; }

    public ProposalPage Found { get; private set; } = null!;

    /// <summary>Each view with its address.</summary>
    public static IEnumerable<(ProposalView View, string Href)> Views =>
        Slugs.Select(s => (s.Key, $"/proposals?view={s.Value}"));

    /// <summary>A view the address misspells is the one of those that wait.</summary>
    public async Task OnGetAsync(string? view, [FromQuery(Name = "page")] int? number)
    {
        ModelState.Clear();
        View = Slugs.FirstOrDefault(s => s.Value == view).Key;
        Found = await list.Run(new Standing(current.Person, current.Roles), View, number ?? 1);
    }
}
