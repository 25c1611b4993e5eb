using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Ledger;
using Vault.Core.People;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Ledger;

/// <summary>What one person still knows, whether or not he may use it any more.</summary>
public sealed class PersonModel(ReadPersonKnowledge read, CurrentActor current, IStringLocalizer<LedgerTexts> texts)
    : PageModel
{
    public Person Person { get; private set; } = null!;

    public KnowledgeTable Table { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(PersonId id)
    {
        if (await read.Run(current.Standing(), id) is not { } found)
            return NotFound();
        Person = found.Person;
        Table = new(texts["Person.Caption"], IsOfPerson: true, found.Lines);
        return Page();
    }
}
