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

/// <summary>What the form of a request may say.</summary>
public sealed class NewCheckoutInput
{
    /// <summary>Key of the list.</summary>
    public string? Purpose { get; set; }

    public string? Reason { get; set; }

    /// <summary>The first day; at once if it is none to come.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last day; as long as the account is usually had if there is none.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>The approved post it is for.</summary>
    public string? Post { get; set; }

    public string? PostApprover { get; set; }

    public DateOnly? PostOn { get; set; }
}

/// <summary>Asks for an account, and says before who would have to agree.</summary>
public sealed class NewModel(
    VaultDb db,
    FindApprovers approvers,
    ReadAccountCheckouts read,
    AskForCheckout ask,
    PurposeList purposes,
    CurrentActor current,
    CheckoutWords words,
    ShownTime shown,
    TimeProvider clock,
    IStringLocalizer<CheckoutTexts> texts
) : PageModel
{
    private const string Prefix = nameof(Input);

    [BindProperty]
    public NewCheckoutInput Input { get; set; } = new();

    public Account Account { get; private set; } = null!;

    public CheckoutProspect Prospect { get; private set; } = null!;

    public AccountCheckouts Checkouts { get; private set; } = null!;

    public CheckoutTerms Terms => Prospect.Terms;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(AccountId account)
    {
        if (!await Load(account))
            return NotFound();
        Input.Purpose = purposes.UsualOf(current.Person.Id, account).Key;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(AccountId account)
    {
        if (!await Load(account))
            return NotFound();
        if (ReadRequest() is not { } request)
            return Page();
        DateTimeOffset? from = Input.From is { } first && shown.StartOf(first) > Now ? shown.StartOf(first) : null;
        DateTimeOffset? until = Input.Until is { } last ? shown.StartOf(last.AddDays(1)) : null;
        switch (await ask.Run(current.Actor, account, request, from, until, Input.Purpose))
        {
            case CheckoutOutcome.Done done:
                Flash.Leave(TempData, NoticeKind.Done, texts[$"Asked.{Terms.Way}"]);
                var isOpen = done.Checkout.OpenedAt is not null;
                return LocalRedirect(isOpen ? $"/accounts/{account}" : $"/checkouts/{done.Checkout.Id}");
            case CheckoutOutcome.Refused refused:
                return Refuse(refused);
            default:
                return NotFound();
        }
    }

    private PageResult Refuse(CheckoutOutcome.Refused refused)
    {
        var field = refused.Why switch
        {
            CheckoutRefusal.WindowWrong or CheckoutRefusal.WindowTooLong => $"{Prefix}.{nameof(Input.Until)}",
            CheckoutRefusal.PurposeNotOffered => $"{Prefix}.{nameof(Input.Purpose)}",
            CheckoutRefusal.PostMissing => $"{Prefix}.{nameof(Input.Post)}",
            _ => "",
        };
        ModelState.AddModelError(field, words.Refusal(refused.Why, Checkouts.Held));
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    /// <summary>Null, with the mistakes at their fields.</summary>
    private CheckoutRequest? ReadRequest()
    {
        if (!Reason.TryParse(Input.Reason, out var reason, out var refusal))
            ModelState.AddModelError($"{Prefix}.{nameof(Input.Reason)}", texts[$"Reason.{refusal}"]);
        var post = ReadPost();
        return ModelState.IsValid ? new CheckoutRequest(reason!, post) : null;
    }

    private ApprovedPost? ReadPost()
    {
        if (!Terms.AsksPost && Input.Post is null && Input.PostApprover is null && Input.PostOn is null)
            return null;
        if (ApprovedPost.TryParse(Input.Post, Input.PostApprover, Input.PostOn ?? default, out var post))
        {
            if (Input.PostOn is not null)
                return post;
            ModelState.AddModelError($"{Prefix}.{nameof(Input.PostOn)}", texts["Post.On.Missing"]);
            return null;
        }
        ModelState.AddModelError($"{Prefix}.{nameof(Input.Post)}", texts["Post.Incomplete"]);
        return null;
    }

    /// <summary>False if there is no such account, or none this person may use: the two look alike.</summary>
    private async Task<bool> Load(AccountId account)
    {
        if (await approvers.Run(current.Person.Id, account) is not { } prospect)
            return false;
        var row = db.Set<Account>().Where(a => a.Id == account);
        (Prospect, Account) = (prospect, (await db.OneOf(row, account.ToString()))!);
        Checkouts = (await read.Run(current.Person.Id, account))!;
        return true;
    }
}
