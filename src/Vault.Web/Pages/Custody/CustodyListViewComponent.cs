using Microsoft.AspNetCore.Mvc;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Rotations;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Custody;

/// <summary>What is in custody of an account, on its page: the components its platform has, and any other that was deposited.</summary>
public sealed class CustodyListViewComponent(
    ReadCustody custody,
    ListOwedRotations owed,
    PlatformList platforms,
    CurrentActor current
) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Account account)
    {
        var overview = await custody.Run(current.Person.Id, account.Id);
        var components = platforms.Of(account).Components.Union(overview.Lines.Select(l => l.Component));
        return View(
            "/Pages/Custody/_List.cshtml",
            new CustodyList(account, overview, [.. components.Select(overview.Of)], await owed.Run(account.Id))
        );
    }
}

/// <summary>What the list shows.</summary>
/// <param name="Owed">What has to be changed.</param>
public sealed record CustodyList(
    Account Account,
    CustodyOverview Overview,
    IReadOnlyList<CustodyLine> Lines,
    IReadOnlyList<OwedRotation> Owed
);
