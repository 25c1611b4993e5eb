using Microsoft.AspNetCore.Mvc;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.Words;

namespace Vault.Web.Pages.SetUp;

/// <summary>Step 2: who holds the office. Each seat has a person of its own.</summary>
public sealed class PersonsModel(SetUpLink link, AnonymousRefusals refusals, FoundingDraft draft, DomainWords words)
    : SetUpPage(link, refusals, draft, words)
{
    [BindProperty]
    public SeatInput Registrar { get; set; } = new();

    [BindProperty]
    public SeatInput SystemAdministrator { get; set; } = new();

    /// <summary>A small institution: the system administrator is security administrator too.</summary>
    [BindProperty]
    public bool Merged { get; set; }

    [BindProperty]
    public SeatInput SecurityAdministrator { get; set; } = new();

    [BindProperty]
    public SeatInput Reviewer { get; set; } = new();

    public IActionResult OnGet()
    {
        var entry = Draft.Entry;
        if (Draft.Faults().Any(f => f.Seat is null))
            return RedirectToPage("Organisation", new { Token });
        Registrar = SeatInput.Of(entry.Registrar);
        SystemAdministrator = SeatInput.Of(entry.SystemAdministrator);
        Merged = entry.SecurityAdministrator is null;
        SecurityAdministrator = SeatInput.Of(entry.SecurityAdministrator);
        Reviewer = SeatInput.Of(entry.Reviewer);
        return Page();
    }

    public IActionResult OnPost()
    {
        Draft.Keep(
            Draft.Entry with
            {
                Registrar = Registrar.Entry,
                SystemAdministrator = SystemAdministrator.Entry,
                SecurityAdministrator = Merged ? null : SecurityAdministrator.Entry,
                Reviewer = Reviewer.Entry,
            }
        );
        return Say(Draft.Faults(), FieldOf) ? RedirectToPage("Summary", new { Token }) : Page();
    }

    private static string? FieldOf(FoundingFault fault) =>
        fault.Seat is { } seat ? $"{seat}.{(fault.Field == RegisterField.UserName ? "UserName" : "Name")}" : null;
}

/// <summary>The fields of one seat.</summary>
public sealed class SeatInput
{
    public string? Name { get; set; }

    public string? UserName { get; set; }

    internal FounderEntry Entry => new(Name, UserName);

    internal static SeatInput Of(FounderEntry? entry) => new() { Name = entry?.Name, UserName = entry?.UserName };
}
