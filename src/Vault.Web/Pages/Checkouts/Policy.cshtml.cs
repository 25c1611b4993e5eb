using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Checkouts;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Checkouts;

/// <summary>What the form of a policy says.</summary>
public sealed class CheckoutPolicyInput
{
    public CheckoutWay? Way { get; set; }

    public bool Exclusive { get; set; }

    public int? Days { get; set; }

    public int? Patience { get; set; }

    public bool Report { get; set; }

    public bool Change { get; set; }

    public bool Post { get; set; }
}

/// <summary>How one account is checked out, and the way to decide otherwise.</summary>
[Authorize(Policies.SecurityAdministrator)]
public sealed class PolicyModel(
    VaultDb db,
    DecideCheckoutPolicy decide,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<CheckoutTexts> texts
) : PageModel
{
    [BindProperty]
    public CheckoutPolicyInput Input { get; set; } = new();

    public Account Account { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Ways =>
        [.. Enum.GetValues<CheckoutWay>().Select(w => new SelectListItem(texts[$"Way.{w}.Explained"], w.ToString()))];

    public async Task<IActionResult> OnGetAsync(AccountId account)
    {
        if (!await Load(account))
            return NotFound();
        var terms = CheckoutPolicy.Read(db, account);
        Input = new()
        {
            Way = terms.Way,
            Exclusive = terms.IsExclusive,
            Days = terms.Days,
            Patience = terms.PatienceHours,
            Report = terms.AsksReport,
            Change = terms.ChangesOnReturn,
            Post = terms.AsksPost,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(AccountId account)
    {
        if (!await Load(account))
            return NotFound();
        if (ReadTerms() is not { } terms)
            return Page();
        if (await stepUp.Pass(ModelState, ProofPurpose.Administer, account.Value) is not { } proof)
            return Page();
        switch (await decide.Run(current.Actor, proof, account, terms))
        {
            case CheckoutPolicyOutcome.Decided:
                Flash.Leave(TempData, NoticeKind.Done, texts["Policy.Decided"]);
                return LocalRedirect("/policy/checkouts");
            case CheckoutPolicyOutcome.ProofNotFresh:
                ModelState.AddModelError(StepUpGate.CodeField, texts["Policy.ProofNotFresh"]);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            case CheckoutPolicyOutcome.NotYourRole:
                return StatusCode(StatusCodes.Status403Forbidden);
            default:
                return NotFound();
        }
    }

    private CheckoutTerms? ReadTerms()
    {
        if (Input.Way is not { } way || !Enum.IsDefined(way))
            Mistake(nameof(Input.Way), "Policy.Way.Missing");
        if (Input.Days is not (>= 1 and <= CheckoutTerms.MostDays))
            Mistake(nameof(Input.Days), "Policy.Days.Wrong");
        if (Input.Patience is not (>= 1 and <= CheckoutTerms.MostPatienceHours))
            Mistake(nameof(Input.Patience), "Policy.Patience.Wrong");
        return ModelState.IsValid
            ? new(
                Input.Way!.Value,
                Input.Exclusive,
                Input.Days!.Value,
                Input.Report,
                Input.Change,
                Input.Post,
                Input.Patience!.Value
            )
            : null;
    }

    private void Mistake(string field, string key)
    {
        var name = $"{nameof(Input)}.{field}";
        ModelState.Remove(name);
        ModelState.AddModelError(name, texts[key]);
    }

    private async Task<bool> Load(AccountId account)
    {
        if (await db.OneOf(db.Set<Account>().Where(a => a.Id == account), account.ToString()) is not { } found)
            return false;
        Account = found;
        return true;
    }
}
