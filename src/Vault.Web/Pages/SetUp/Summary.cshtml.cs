using Microsoft.AspNetCore.Mvc;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.SignIn;
using Vault.Web.Words;

namespace Vault.Web.Pages.SetUp;

/// <summary>
/// Step 3: everything once more, then the founding. The record with the invitation links is this answer itself: it is
/// kept nowhere, so reloading does not bring it back.
/// </summary>
public sealed class SummaryModel(
    SetUpLink link,
    FoundingDraft draft,
    DomainWords words,
    AnonymousRefusals refusals,
    Found found,
    CurrentActor current
) : SetUpPage(link, refusals, draft, words)
{
    public FoundingPlan Plan { get; private set; } = null!;

    /// <summary>Set once it is done.</summary>
    public FoundingRecord? Record { get; private set; }

    public IActionResult OnGet() => Read() ? Page() : RedirectToPage("Persons", new { Token });

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Read())
            return RedirectToPage("Persons", new { Token });
        if (await found.Run(current.Actor, Token, Plan) is not FoundOutcome.Founded founded)
            return RedirectToPage("Closed");
        Record = founded.Record;
        return Page();
    }

    /// <summary>Where an invitation is followed, whole, as it goes on paper.</summary>
    public string LinkOf(FoundedPerson person) =>
        $"{Request.Scheme}://{Request.Host}{Request.PathBase}/invitations/{person.Token}";

    private bool Read()
    {
        var plan = FoundingPlan.From(Draft.Entry, out _);
        Plan = plan!;
        return plan is not null;
    }
}
