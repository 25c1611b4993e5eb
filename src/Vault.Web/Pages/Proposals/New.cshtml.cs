using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Persons;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Proposals;

/// <summary>What the form of a proposal may say; what it is for stands in the address.</summary>
public sealed class NewProposalInput
{
    /// <summary>For an appointment: a person as the list offers him, or his user name.</summary>
    public string? Person { get; set; }

    public AppointmentRole? As { get; set; }

    /// <summary>The last day of the appointment.</summary>
    public DateOnly? Until { get; set; }

    public OfficeRole? Role { get; set; }
}

/// <summary>
/// Proposes an appointment to an account (<c>?account=</c>, which <c>&amp;as=Custodian</c> fills in), or a role, an invitation or a reset for a person
/// (<c>?grant=role|invitation|reset&amp;person=</c>).
/// </summary>
[Authorize(Policies.RegistrarOrSecurity)]
public sealed class NewModel(
    VaultDb db,
    TimeProvider clock,
    ProposeGrant propose,
    CurrentActor current,
    StepUpGate stepUp,
    IOptions<ShellOptions> shell,
    IStringLocalizer<ProposalTexts> texts,
    IStringLocalizer<PersonTexts> people
) : PageModel
{
    // Far beyond any appointment, and far from where dates end.
    private const int LastYear = 2199;

    private IReadOnlyList<Person> _persons = [];

    [BindProperty]
    public NewProposalInput Input { get; set; } = new();

    public GrantKind Kind { get; private set; }

    public Account? Account { get; private set; }

    /// <summary>Known from the address, or once it was typed.</summary>
    public Person? Beneficiary { get; private set; }

    public string Back => Account is not null ? $"/accounts/{Account.Id}" : $"/persons/{Beneficiary!.Id}";

    public IReadOnlyList<SelectListItem> Persons => [.. _persons.Select(p => new SelectListItem(Choice(p), Choice(p)))];

    public IReadOnlyList<SelectListItem> Appointments =>
        [.. Enum.GetValues<AppointmentRole>().Select(r => new SelectListItem(people[$"As.{r}"], r.ToString()))];

    public IReadOnlyList<SelectListItem> Roles =>
        [.. Enum.GetValues<OfficeRole>().Select(r => new SelectListItem(people[$"Role.{r}"], r.ToString()))];

    private Standing Reader => new(current.Person, current.Roles);

    public async Task<IActionResult> OnGetAsync(
        string? grant,
        PersonId? person,
        AccountId? account,
        [FromQuery(Name = "as")] AppointmentRole? suggested
    )
    {
        ModelState.Clear();
        Input.As = suggested;
        if (!await Load(grant, person, account))
            return NotFound();
        return GrantRules.MayPropose(Reader, Kind) ? Page() : Forbid();
    }

    public async Task<IActionResult> OnPostAsync(
        [FromQuery] string? grant,
        [FromQuery] PersonId? person,
        [FromQuery] AccountId? account
    )
    {
        if (!await Load(grant, person, account))
            return NotFound();
        if (!GrantRules.MayPropose(Reader, Kind))
            return Forbid();
        if (ReadRequest() is not { } request)
            return Page();
        if (await stepUp.Pass(ModelState, ProofPurpose.Propose, request.Beneficiary.Value) is not { } proof)
            return Page();
        switch (await propose.Run(current.Actor, proof, request))
        {
            case ProposeOutcome.Proposed proposed:
                Flash.Leave(TempData, NoticeKind.Done, texts["Proposed"]);
                return LocalRedirect($"/proposals/{proposed.Id}");
            case ProposeOutcome.Refused refused:
                return Refuse(refused.Why);
            default:
                return NotFound();
        }
    }

    /// <summary>False if the address names nothing that this reader may see.</summary>
    private async Task<bool> Load(string? grant, PersonId? person, AccountId? account)
    {
        if (account is { } id)
        {
            Kind = GrantKind.Appointment;
            Account = (await AccountAccess.Find(db, id, Reader, clock.GetUtcNow()))?.Account;
            var self = current.Person.Id;
            _persons = await db.Set<Person>()
                .Where(p => p.DisabledAt == null && p.Id != self)
                .OrderBy(p => p.DisplayName)
                .ToListAsync();
            return Account is not null;
        }
        if (person is not { } who || KindOf(grant) is not { } kind)
            return false;
        Kind = kind;
        Beneficiary = await db.OneOf(db.Set<Person>().Where(p => p.Id == who), who.ToString());
        return Beneficiary is not null;
    }

    private static GrantKind? KindOf(string? grant) =>
        grant switch
        {
            "role" => GrantKind.Role,
            "invitation" => GrantKind.Invitation,
            "reset" => GrantKind.FactorReset,
            _ => null,
        };

    /// <summary>Null, with the mistakes at their fields, for a form that asks for nothing clear.</summary>
    private GrantRequest? ReadRequest() =>
        Kind switch
        {
            GrantKind.Appointment => ReadAppointment(),
            GrantKind.Role => ReadRole(),
            GrantKind.Invitation => new GrantRequest.ForInvitation(Beneficiary!.Id),
            _ => new GrantRequest.ForFactorReset(Beneficiary!.Id),
        };

    private GrantRequest.ForAppointment? ReadAppointment()
    {
        Beneficiary = Typed();
        if (Beneficiary is null)
            Mistake(
                nameof(Input.Person),
                string.IsNullOrWhiteSpace(Input.Person) ? "Person.Missing" : "Person.Unknown"
            );
        if (Input.As is null || !Enum.IsDefined(Input.As.Value))
            Mistake(nameof(Input.As), "As.Missing");
        if (Input.Until is { Year: > LastYear })
            Mistake(nameof(Input.Until), "Until.TooFar");
        return ModelState.IsValid ? new(Beneficiary!.Id, Account!.Id, Input.As!.Value, EndOf(Input.Until)) : null;
    }

    private GrantRequest.ForRole? ReadRole()
    {
        if (Input.Role is { } role && Enum.IsDefined(role))
            return new(Beneficiary!.Id, role);
        Mistake(nameof(Input.Role), "Role.Missing");
        return null;
    }

    private Person? Typed()
    {
        var typed = Input.Person?.Trim() ?? "";
        if (_persons.FirstOrDefault(p => Choice(p) == typed || p.UserName == typed) is { } person)
            return person;
        var namesakes = _persons.Where(p => p.DisplayName == typed).Take(2).ToList();
        return namesakes.Count == 1 ? namesakes[0] : null;
    }

    // The last day counts whole, by the institution's clock.
    private DateTimeOffset? EndOf(DateOnly? lastDay)
    {
        if (lastDay is not { } day)
            return null;
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, shell.Value.Zone.GetUtcOffset(midnight));
    }

    private string Choice(Person person) => texts["Person.Choice", person.DisplayName, person.UserName ?? ""];

    private void Mistake(string field, string key)
    {
        var name = $"{nameof(Input)}.{field}";
        // What could not even be read has its message already.
        if (!ModelState.TryGetValue(name, out var entry) || entry.Errors.Count == 0)
            ModelState.AddModelError(name, texts[key]);
    }

    private IActionResult Refuse(GrantRefusal why)
    {
        if (why == GrantRefusal.NotYourRole)
            return StatusCode(StatusCodes.Status403Forbidden);
        var field = why switch
        {
            GrantRefusal.ProofNotFresh => StepUpGate.CodeField,
            GrantRefusal.UntilPassed => "Input.Until",
            _ => "",
        };
        ModelState.AddModelError(field, texts[$"Refusal.{why}"]);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
