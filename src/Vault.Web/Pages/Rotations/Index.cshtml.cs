using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.Rotations;
using Vault.Web.Components;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Rotations;

/// <summary>What has to be changed, of the accounts the reader sees, with the way to do it.</summary>
public sealed class IndexModel(ListRotations list, CurrentActor current) : PageModel
{
    public ChangePage Found { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int? number)
    {
        ModelState.Clear();
        Found = await list.Run(current.Standing(), number ?? 1);
    }

    public static ChipKind Chip(ChangeState state) =>
        state switch
        {
            ChangeState.Owed => ChipKind.Due,
            ChangeState.Generated => ChipKind.Neutral,
            _ => ChipKind.Active,
        };

    /// <summary>Where its next step is taken.</summary>
    public static string Next(ChangeLine line) =>
        line.State == ChangeState.Applied
            ? $"/accounts/{line.Account.Id}/secrets/{Vault.Core.Custody.ComponentNames.Slug(line.Component)}/verification"
            : $"/accounts/{line.Account.Id}/rotation";
}
