using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Records;
using Vault.Web.Pages.Records;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Handovers;

/// <summary>交接单 of one handover on paper.</summary>
public sealed class RecordModel(
    ReadRecords read,
    PrintRecord print,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<RecordTexts> texts
) : PrintPage(RecordKind.Handover, read, print, current, stepUp, texts)
{
    public override string Subject => $"/handovers/{Folder.Subject}";

    public Task<IActionResult> OnGetAsync(HandoverId id) => Show(new(id.Value));

    public Task<IActionResult> OnPostAsync(HandoverId id) => Print(new(id.Value));
}
