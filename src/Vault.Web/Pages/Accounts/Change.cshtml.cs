using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
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
/// Changes facts of an account. Two who change it at once do not undo each other unseen: the second reads what the first
/// has left beside what he typed himself, and decides.
/// </summary>
[Authorize(Policy = Policies.Registrar)]
public sealed class ChangeModel(
    ChangeAccount change,
    FieldSealer fields,
    VaultDb db,
    DomainWords words,
    CurrentActor current,
    IStringLocalizer<AccountTexts> texts
) : AccountForm(db, words, texts)
{
    /// <summary>No account ever has it: a form that does not say what it was made from is behind every change.</summary>
    private const int Unseen = -1;

    private readonly VaultDb _db = db;

    public override bool IsNew => false;

    public Account Account { get; private set; } = null!;

    /// <summary>Which facts these are: what was read stands under this number.</summary>
    [BindProperty]
    public int? Revision { get; set; }

    /// <summary>What somebody else has made of it meanwhile; empty unless his change stood in the way.</summary>
    public IReadOnlyList<AccountDifference> Meanwhile { get; private set; } = [];

    public string Here => $"/accounts/{Account.Id}";

    public async Task<IActionResult> OnGetAsync(AccountId account)
    {
        if (!await Load(account))
            return NotFound();
        Revision = Account.Revision;
        Input = Newest();
        return await Form();
    }

    public async Task<IActionResult> OnPostAsync(AccountId account)
    {
        switch (await change.Run(current.Actor, account, Revision ?? Unseen, Input.Entry()))
        {
            case ChangeOutcome.Changed changed:
                Leave(changed.Facts);
                return RedirectToPage("Details", new { account });
            case ChangeOutcome.Faulty faulty when await Load(account):
                ModelState.Say(faulty.Faults, nameof(Input), Words);
                return await Form();
            case ChangeOutcome.ChangedMeanwhile when await Load(account):
                return await Conflict();
            case ChangeOutcome.NotYourRole:
                return Forbid();
            default:
                return NotFound();
        }
    }

    private async Task<bool> Load(AccountId id)
    {
        if (await _db.OneOf(_db.Set<Account>().Where(a => a.Id == id), id.ToString()) is not { } account)
            return false;
        Account = account;
        return true;
    }

    private AccountInput Newest() => AccountInput.Of(Account, fields.OpenDetails(Account));

    private void Leave(int changed)
    {
        if (changed == 0)
            Flash.Leave(TempData, NoticeKind.Info, Texts["Change.Nothing"]);
        else
            Flash.Leave(TempData, NoticeKind.Done, Texts[changed == 1 ? "Change.One" : "Change.Many", changed]);
    }

    /// <summary>What he typed stays, and is from now on meant as a change of what the form shows beside it.</summary>
    private async Task<IActionResult> Conflict()
    {
        ModelState.Clear();
        Revision = Account.Revision;
        var page = await Form();
        Meanwhile = AccountDifference.Between(Newest(), Input, this);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }
}
