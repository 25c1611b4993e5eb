using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;
using Vault.Web.Words;

namespace Vault.Web.Pages.Accounts;

/// <summary>
/// The phone and the mailbox an account is bound to: masked, in clear in the one answer to somebody who asked for it and
/// stands in the log for it, and changed by the registrar.
/// </summary>
public sealed class MediaModel(
    VaultDb db,
    FieldSealer fields,
    CurrentActor current,
    TimeProvider clock,
    DomainWords words,
    IStringLocalizer<AccountTexts> texts
) : PageModel
{
    public Account Account { get; private set; } = null!;

    public AccountMedia Media { get; private set; } = null!;

    /// <summary>In clear, in this answer only.</summary>
    public IReadOnlyList<OpenedMedium> Opened { get; private set; } = [];

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Mailbox { get; set; }

    public string? OpenedOf(BoundMediumKind kind) => Opened.FirstOrDefault(m => m.Kind == kind)?.Value;

    public async Task<IActionResult> OnGetAsync(AccountId account) => await Load(account) ? Page() : NotFound();

    public async Task<IActionResult> OnPostOpenAsync(AccountId account, [FromServices] OpenMedia open)
    {
        if (!await Load(account))
            return NotFound();
        if (await open.Run(current.Actor, account) is not { } opened)
            return Forbid();
        Opened = opened;
        return Page();
    }

    /// <summary>What is typed takes the place of what was bound; nothing typed is a mistake here, not an ending.</summary>
    public async Task<IActionResult> OnPostBindAsync(
        AccountId account,
        [FromForm] BoundMediumKind? kind,
        [FromServices] BindMedium bind
    )
    {
        if (!await Load(account))
            return NotFound();
        if (kind is not { } which)
            return BadRequest();
        var typed = which == BoundMediumKind.Phone ? Phone : Mailbox;
        return Media.MayBind && string.IsNullOrWhiteSpace(typed)
            ? Say(which, RegisterProblem.Missing)
            : await Bind(bind, which, typed);
    }

    public async Task<IActionResult> OnPostUnbindAsync(
        AccountId account,
        [FromForm] BoundMediumKind? kind,
        [FromServices] BindMedium bind
    )
    {
        if (!await Load(account))
            return NotFound();
        return kind is { } which ? await Bind(bind, which, null) : BadRequest();
    }

    private async Task<IActionResult> Bind(BindMedium bind, BoundMediumKind kind, string? value)
    {
        switch (await bind.Run(current.Actor, Account.Id, kind, value))
        {
            case ChangeOutcome.Changed changed:
                Leave(
                    changed.Facts == 0 ? "Change.Nothing"
                        : value is null ? "Media.Unbound"
                        : "Media.Bound",
                    kind
                );
                return LocalRedirect(Media.Address());
            case ChangeOutcome.Faulty faulty:
                return Say(kind, faulty.Faults[0].Problem);
            case ChangeOutcome.NotYourRole:
                return Forbid();
            default:
                return NotFound();
        }
    }

    private void Leave(string text, BoundMediumKind kind) =>
        Flash.Leave(TempData, NoticeKind.Done, texts[text, words.Of(kind)]);

    private PageResult Say(BoundMediumKind kind, RegisterProblem problem)
    {
        var field = kind == BoundMediumKind.Phone ? RegisterField.Mobile : RegisterField.Mailbox;
        ModelState.AddModelError(kind.ToString(), words.Problem(problem, field));
        return Page();
    }

    private async Task<bool> Load(AccountId id)
    {
        var now = clock.GetUtcNow();
        if (await AccountAccess.Find(db, id, current.Standing(), now) is not { } seen)
            return false;
        Account = seen.Account;
        Media = await AccountMedia.Of(db, fields, seen, current, now);
        return true;
    }
}
