using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.Incidents;
using Vault.Web.Components;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Incidents;

/// <summary>Incidents of the accounts the reader sees, the open ones first.</summary>
public sealed class IndexModel(ListIncidents list, CurrentActor current) : PageModel
{
    public IncidentPage Found { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int? number)
    {
        ModelState.Clear();
        Found = await list.Run(current.Standing(), number ?? 1);
    }

    public static ChipKind Chip(Incident incident) => incident.IsOpen ? ChipKind.Danger : ChipKind.Ended;

    /// <summary>Key of the text.</summary>
    public static string State(Incident incident) =>
        incident.Conclusion is { } conclusion ? $"Conclusion.{conclusion}" : "State.Open";
}
