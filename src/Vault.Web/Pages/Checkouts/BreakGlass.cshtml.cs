using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Checkouts;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Checkouts;

/// <summary>应急取用: takes an account at once, and says before what comes of it. Only for who is named.</summary>
public sealed class BreakGlassModel(
    VaultDb db,
    FindBreakGlass find,
    OpenBreakGlass open,
    PurposeList purposes,
    CurrentActor current,
    StepUpGate stepUp,
    CheckoutWords words,
    IStringLocalizer<CheckoutTexts> texts
) : PageModel
{
    /// <summary>Key of the list.</summary>
    [BindProperty]
    public string? Purpose { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public Account Account { get; private set; } = null!;

    public BreakGlassProspect Prospect { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(AccountId account)
    {
        if (!await Load(account))
            return NotFound();
        Purpose = purposes.UsualOfBreakGlass().Key;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(AccountId account)
    {
        if (!await Load(account))
            return NotFound();
        if (!Reason.TryParse(Why, out var reason, out var refusal))
        {
            ModelState.AddModelError(nameof(Why), texts[$"Reason.{refusal}"]);
            return Page();
        }
        FreshProof? proof = null;
        // Whom something stands in the way goes on without a code: his attempt is refused, and logged, by the command.
        if (Prospect.Barred is null)
        {
            proof = await stepUp.Pass(ModelState, ProofPurpose.BreakGlass, account.Value);
            if (proof is null)
                return Page();
        }
        switch (await open.Run(current.Actor, proof, account, reason, Purpose))
        {
            case CheckoutOutcome.Done done:
                Flash.Leave(TempData, NoticeKind.Done, texts["Glass.Done", words.Time(done.Checkout.Until)]);
                return LocalRedirect($"/accounts/{account}");
            case CheckoutOutcome.Refused refused:
                var field = refused.Why == CheckoutRefusal.PurposeNotOffered ? nameof(Purpose) : "";
                ModelState.AddModelError(field, words.Refusal(refused.Why, Prospect.Held));
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    /// <summary>False if there is no such account, or he is not named for it: the two look alike.</summary>
    private async Task<bool> Load(AccountId account)
    {
        if (await find.Run(current.Person.Id, account) is not { } prospect)
            return false;
        var row = db.Set<Account>().Where(a => a.Id == account);
        (Prospect, Account) = (prospect, (await db.OneOf(row, account.ToString()))!);
        return true;
    }
}
