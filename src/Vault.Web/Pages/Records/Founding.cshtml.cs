using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Records;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Records;

/// <summary>建库记录 on paper.</summary>
public sealed class FoundingModel(
    VaultInstance vault,
    ReadRecords read,
    PrintRecord print,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<RecordTexts> texts
) : PrintPage(RecordKind.Founding, read, print, current, stepUp, texts)
{
    public override string Subject => "/";

    public Task<IActionResult> OnGetAsync() => Show(new(vault.Log.Vault.Value));

    public Task<IActionResult> OnPostAsync() => Print(new(vault.Log.Vault.Value));
}
