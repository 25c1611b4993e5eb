using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core.Accounts;
using Vault.Core.Exports;
using Vault.Core.People;
using Vault.Web.Pages.Accounts;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Register;

/// <summary>
/// What the two ways out of the register share: its filter, the count of what it narrows to, and the second factor. The
/// address alone shows nobody's phone; what leaves is the answer to a POST.
/// </summary>
[Authorize(Policy = Policies.Registrar)]
public abstract class ExportPage(
    ExportRegister export,
    SearchAccounts search,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<RegisterTexts> texts
) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "")]
    public AccountListQuery Filter { get; set; } = new();

    [BindProperty]
    public ExportKind? Kind { get; set; }

    /// <summary>How many accounts the list shows.</summary>
    public int Total { get; private set; }

    public string Back => Filter.Address(Filter.Mine ? IndexModel.MineAddress : "/accounts");

    public async Task OnGetAsync()
    {
        ModelState.Clear();
        await Count();
    }

    /// <summary>What was chosen, or null for something that is not on offer.</summary>
    protected ExportKind? Chosen(ExportKind preset, params ReadOnlySpan<ExportKind> offered)
    {
        var understood = ModelState.GetFieldValidationState(nameof(Kind)) != ModelValidationState.Invalid;
        ModelState.Clear();
        Kind ??= preset;
        return understood && offered.Contains(Kind.Value) ? Kind : null;
    }

    /// <summary>What left, or the answer that says why nothing did.</summary>
    protected async Task<(ExportOutcome? Left, IActionResult Answer)> Export(ExportOrder order)
    {
        if (await stepUp.Pass(ModelState, ProofPurpose.Export, null) is not { } proof)
            return (null, await Again());
        var outcome = await export.Run(current.Actor, proof, order with { OnlyOwn = Filter.Mine });
        switch (outcome)
        {
            case ExportOutcome.File or ExportOutcome.Paper:
                return (outcome, Page());
            case ExportOutcome.TooMany:
                ModelState.AddModelError(nameof(Kind), texts["TooMany", ExportRegister.FormLimit]);
                return (null, await Again());
            case ExportOutcome.ProofNotFresh:
                ModelState.AddModelError(StepUpGate.CodeField, texts["ProofNotFresh"]);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return (null, await Again());
            default:
                return (null, StatusCode(StatusCodes.Status403Forbidden));
        }
    }

    private async Task<IActionResult> Again()
    {
        await Count();
        return Page();
    }

    private async Task Count()
    {
        Total = (await search.Run(current.ReaderOf(Filter), Filter.Query())).Total;
    }
}
