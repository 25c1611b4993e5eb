using Microsoft.AspNetCore.Mvc;
using Vault.Core;
using Vault.Core.Holdings;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Holdings;

/// <summary>What is bound to a person, on his page, as far as the reader sees the accounts.</summary>
public sealed class PersonHoldingsViewComponent(ListHoldingsOfPerson list, CurrentActor current) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(PersonId person) =>
        View("/Pages/Holdings/_Person.cshtml", await list.Run(current.Standing(), person));
}
