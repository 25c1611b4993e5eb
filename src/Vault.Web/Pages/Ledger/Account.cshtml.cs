using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Ledger;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Custody;
using Vault.Web.Pages.Persons;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Ledger;

/// <summary>What somebody tells the vault about who knows what.</summary>
public sealed class DeclarationInput
{
    /// <summary>A suggestion of the search field.</summary>
    public string? Person { get; set; }

    public Component? Component { get; set; }

    public string? How { get; set; }
}

/// <summary>Who still knows what opens one account, and the way to say that somebody else does.</summary>
public sealed class AccountModel(
    VaultDb db,
    ReadAccountKnowledge read,
    DeclareKnowledge declare,
    CurrentActor current,
    TimeProvider clock,
    IStringLocalizer<LedgerTexts> texts,
    IStringLocalizer<CustodyTexts> custody,
    IStringLocalizer<PersonTexts> people
) : PageModel
{
    [BindProperty]
    public DeclarationInput Input { get; set; } = new();

    public Account Account { get; private set; } = null!;

    public KnowledgeTable Table { get; private set; } = null!;

    public PersonChoices Persons { get; private set; } = PersonChoices.None;

    /// <summary>What is in use and can be changed.</summary>
    public IReadOnlyList<SelectListItem> Components { get; private set; } = [];

    public bool IsRegistrar => current.Has(OfficeRole.Registrar);

    public async Task<IActionResult> OnGetAsync(AccountId account) => await Load(account) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(AccountId account)
    {
        if (!await Load(account))
            return NotFound();
        var person = Persons.Find(Input.Person);
        if (person is null)
            Mistake(nameof(Input.Person), texts["Person.Missing"]);
        if (Input.Component is not { } component || !Enum.IsDefined(component))
            Mistake(nameof(Input.Component), texts["What.Missing"]);
        if (!Reason.TryParse(Input.How, out var how, out var refusal))
            Mistake(nameof(Input.How), texts[$"How.{refusal}"]);
        if (!ModelState.IsValid)
            return Page();
        switch (await declare.Run(current.Actor, account, Input.Component!.Value, person!.Id, how!))
        {
            case DeclarationOutcome.Declared declared:
                Flash.Leave(TempData, NoticeKind.Done, texts[declared.IsOwed ? "Declared.Owed" : "Declared"]);
                return LocalRedirect($"/accounts/{account}/knowledge");
            case DeclarationOutcome.Refused { Why: DeclarationRefusal.NotYourAccount }:
                return NotFound();
            case DeclarationOutcome.Refused refused:
                ModelState.AddModelError("", texts[$"Refusal.{refused.Why}"]);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                throw new InvalidOperationException("Unknown outcome.");
        }
    }

    private void Mistake(string field, string text)
    {
        var name = $"{nameof(Input)}.{field}";
        // What the binder says of it is no sentence for a reader.
        ModelState.Remove(name);
        ModelState.AddModelError(name, text);
    }

    private async Task<bool> Load(AccountId account)
    {
        var reader = current.Standing();
        if (await AccountAccess.Find(db, account, reader, clock.GetUtcNow()) is not { } seen)
            return false;
        Account = seen.Account;
        Table = new(texts["Account.Caption"], IsOfPerson: false, (await read.Run(reader, account))!);
        Persons = await PersonChoices.Ever(db, people, DeclareKnowledge.Nameable(reader, seen));
        var inUse = await db.Set<SecretVersion>()
            .Where(v => v.Account == account && v.State == VersionState.Current)
            .ToListAsync();
        Components =
        [
            .. inUse
                .Select(v => v.Component)
                .Where(c => c.IsRotatable())
                .Order()
                .Select(c => new SelectListItem(custody[$"Component.{c}"], c.ToString())),
        ];
        return true;
    }
}
