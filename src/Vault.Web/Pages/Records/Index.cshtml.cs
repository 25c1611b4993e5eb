using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core.Records;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Records;

/// <summary>
/// Holds a printed paper against the vault, by the number and digest below it or the QR code that leads here with both.
/// Compared by a POST, since it is a line in the log.
/// </summary>
public sealed class IndexModel(ConfirmRecord confirm, CurrentActor current, IStringLocalizer<RecordTexts> texts)
    : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Digest { get; set; }

    /// <summary>Null until a paper was compared.</summary>
    public RecordVerdict? Verdict { get; private set; }

    /// <summary>Null unless there is a sound record to compare it with.</summary>
    public bool? IsSame =>
        Verdict switch
        {
            RecordVerdict.Form form => form.IsSame,
            RecordVerdict.Record record => record.IsSame,
            RecordVerdict.Sheet sheet => sheet.IsSame,
            _ => null,
        };

    public void OnGet() => ModelState.Clear();

    public async Task<IActionResult> OnPostAsync()
    {
        ModelState.Clear();
        if (string.IsNullOrWhiteSpace(Number))
            ModelState.AddModelError(nameof(Number), texts["Field.Number.Missing"]);
        if (!ConfirmRecord.IsDigest(Digest))
            ModelState.AddModelError(nameof(Digest), texts["Field.Digest.Wrong", ConfirmRecord.DigestDigits]);
        if (!ModelState.IsValid)
            return Page();
        Verdict = await confirm.Run(current.Actor, current.Standing(), Number, Digest);
        if (Verdict is RecordVerdict.Unknown)
        {
            ModelState.AddModelError(nameof(Number), texts["NotFound"]);
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
        return Page();
    }
}
