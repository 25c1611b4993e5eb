using Microsoft.AspNetCore.Mvc;
using Vault.Core;
using Vault.Core.Checkouts;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Checkouts;

/// <summary>Who has an account, and how the reader comes by it, on the account's page.</summary>
public sealed class AccountCheckoutsViewComponent(ReadAccountCheckouts read, CurrentActor current) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(AccountId account) =>
        View(
            "/Pages/Checkouts/_Account.cshtml",
            new AccountCheckoutsView(account, (await read.Run(current.Person.Id, account))!)
        );
}

/// <summary>An account with its checkouts.</summary>
public sealed record AccountCheckoutsView(AccountId Account, AccountCheckouts Checkouts)
{
    /// <summary>He uses the account, so it is for him to ask.</summary>
    public bool IsUser => Checkouts.Barred is not (CheckoutRefusal.NotAppointed or CheckoutRefusal.StudentsBarred);
}
