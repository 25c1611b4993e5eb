using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Records;
using Vault.Web.Pages.Records;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Accounts;

/// <summary>账号卡 of one account on paper.</summary>
public sealed class CardModel(
    ReadRecords read,
    PrintRecord print,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<RecordTexts> texts
) : PrintPage(RecordKind.Account, read, print, current, stepUp, texts)
{
    public override string Subject => $"/accounts/{Folder.Subject}";

    public Task<IActionResult> OnGetAsync(AccountId account) => Show(new(account.Value));

    public Task<IActionResult> OnPostAsync(AccountId account) => Print(new(account.Value));
}
