using Microsoft.AspNetCore.Mvc;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.Words;

namespace Vault.Web.Pages.SetUp;

/// <summary>Step 1: whose vault this is.</summary>
public sealed class OrganisationModel(
    SetUpLink link,
    AnonymousRefusals refusals,
    FoundingDraft draft,
    DomainWords words
) : SetUpPage(link, refusals, draft, words)
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? RootUnit { get; set; }

    public void OnGet() => (Name, RootUnit) = (Draft.Entry.Organisation, Draft.Entry.RootUnit);

    public IActionResult OnPost()
    {
        Draft.Keep(Draft.Entry with { Organisation = Name, RootUnit = RootUnit });
        return Say(Draft.Faults(), FieldOf) ? RedirectToPage("Persons", new { Token }) : Page();
    }

    private static string? FieldOf(FoundingFault fault) =>
        fault.Seat is not null ? null
        : fault.Field == RegisterField.Unit ? nameof(RootUnit)
        : nameof(Name);
}
