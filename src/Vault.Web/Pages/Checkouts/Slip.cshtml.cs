using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Records;
using Vault.Web.Pages.Records;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Checkouts;

/// <summary>领用单 of one checkout on paper.</summary>
public sealed class SlipModel(
    ReadRecords read,
    PrintRecord print,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<RecordTexts> texts
) : PrintPage(RecordKind.Checkout, read, print, current, stepUp, texts)
{
    public override string Subject => $"/checkouts/{Folder.Subject}";

    public Task<IActionResult> OnGetAsync(CheckoutId id) => Show(new(id.Value));

    public Task<IActionResult> OnPostAsync(CheckoutId id) => Print(new(id.Value));
}
