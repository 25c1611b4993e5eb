using Microsoft.AspNetCore.Mvc;
using Vault.Core;
using Vault.Core.Holdings;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Holdings;

/// <summary>What of an account is in whose hands, on the account's page: the most urgent first.</summary>
public sealed class AccountHoldingsViewComponent(ReadAccountHoldings read, CurrentActor current) : ViewComponent
{
    /// <summary>So many of them; all are on their own page.</summary>
    public const int Shown = 8;

    /// <param name="account">One the reader sees.</param>
    public async Task<IViewComponentResult> InvokeAsync(AccountId account) =>
        View("/Pages/Holdings/_Account.cshtml", (await read.Run(current.Standing(), account))!);
}
