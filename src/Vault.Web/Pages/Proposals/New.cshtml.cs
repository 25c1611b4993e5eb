using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Persons;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Proposals;

/// <summary>
/// Proposes what the address says, see <see cref="ProposalAddress"/>; <c>&amp;as=</c> fills in the role, and of an
/// appointment <c>&amp;person=</c> the person: somebody who has an end stays longer by being appointed once more.
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
    [BindProperty]
    public NewProposalInput Input { get; set; } = new();

    public ProposalSubject Subject { get; private set; } = null!;

    public PersonChoices Persons { get; private set; } = PersonChoices.None;

    /// <summary>Known from the address, or once it was typed.</summary>
    public Person? Beneficiary { get; private set; }

    public bool IsActing => Subject.Absence is not null;

    public IReadOnlyList<SelectListItem> Appointments =>
        [
            .. Enum.GetValues<AppointmentRole>()
                .Where(r => Subject.Account is not null || r.MayBeOverUnit())
                .Select(r => new SelectListItem(people[$"As.{r}"], r.ToString())),
        ];

    public IReadOnlyList<SelectListItem> Roles =>
        [.. Enum.GetValues<OfficeRole>().Select(r => new SelectListItem(people[$"Role.{r}"], r.ToString()))];

    public string Title =>
        Subject switch
        {
            { Absence: { } absence } => texts[
                "New.Acting",
                Subject.Person!.DisplayName,
                Subject.Target,
                people[$"As.{absence.Role}"].Value
            ],
            { Unit: { } unit } => texts["New.OverUnit", unit.Name],
            _ => texts[$"New.{Subject.Kind}", Subject.BackTo],
        };

    public async Task<IActionResult> OnGetAsync(
        [FromQuery] ProposalAddress address,
        [FromQuery(Name = "as")] AppointmentRole? suggested
    )
    {
        ModelState.Clear();
        if (!await Load(address))
            return NotFound();
        (Input.As, Input.Fallback) = (suggested, await SuggestedFollower());
        Input.Person = Persons.TextOf(address.Person);
        return GrantRules.MayPropose(current.Standing(), Subject.Kind) ? Page() : Forbid();
    }

    public async Task<IActionResult> OnPostAsync([FromQuery] ProposalAddress address)
    {
        if (!await Load(address))
            return NotFound();
        if (!GrantRules.MayPropose(current.Standing(), Subject.Kind))
            return Forbid();
        // What was suggested unasked is no answer where nobody follows.
        if (!Input.NeedsFallback && Input.Fallback == await SuggestedFollower())
            Input.Fallback = null;
        if (ReadRequest() is not { } request)
            return Page();
        if (await stepUp.Pass(ModelState, ProofPurpose.Propose, request.Beneficiary.Value) is not { } proof)
            return Page();
        switch (await propose.Run(current.Actor, proof, request))
        {
            case ProposeOutcome.Proposed proposed:
                Flash.Leave(TempData, NoticeKind.Done, texts["Proposed"]);
                return LocalRedirect($"/proposals/{proposed.Id}");
            case ProposeOutcome.Refused { Why: GrantRefusal.NotYourRole }:
                return StatusCode(StatusCodes.Status403Forbidden);
            case ProposeOutcome.Refused refused:
                ModelState.AddModelError(ProposalFields.Of(refused.Why, Subject.Kind), texts[$"Refusal.{refused.Why}"]);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    /// <summary>False if the address names nothing that this reader may see.</summary>
    private async Task<bool> Load(ProposalAddress address)
    {
        if (await ProposalSubject.Find(db, current.Standing(), clock.GetUtcNow(), address) is not { } subject)
            return false;
        Subject = subject;
        if (subject.Kind == GrantKind.Appointment)
            Persons = await PersonChoices.Of(db, people, except: current.Person.Id);
        else
            Beneficiary = subject.Person;
        return true;
    }

    private async Task<string?> SuggestedFollower()
    {
        if (Subject.Account is not { } account || IsActing)
            return null;
        var unit = await db.OneOf(db.Set<Unit>().Where(u => u.Id == account.Unit), account.Unit.ToString());
        return Persons.TextOf(unit?.Fallback);
    }

    /// <summary>Null, with the mistakes at their fields, for a form that asks for nothing clear.</summary>
    private GrantRequest? ReadRequest() =>
        Subject.Kind switch
        {
            GrantKind.Appointment => ReadAppointment(),
            GrantKind.Role => ReadRole(),
            GrantKind.Invitation => new GrantRequest.ForInvitation(Beneficiary!.Id),
            _ => new GrantRequest.ForFactorReset(Beneficiary!.Id),
        };

    private GrantRequest? ReadAppointment()
    {
        Beneficiary = ReadPerson(Input.Person, nameof(Input.Person));
        if (Beneficiary is null && string.IsNullOrWhiteSpace(Input.Person))
            Mistake(nameof(Input.Person), "Person.Missing");
        var fallback = ReadPerson(Input.Fallback, nameof(Input.Fallback));
        if (Input.Until is { Year: > ProposalFields.LastYear })
            Mistake(nameof(Input.Until), "Until.TooFar");
        if (IsActing)
            return ReadActing();
        if (Input.As is not { } role || !Enum.IsDefined(role))
            Mistake(nameof(Input.As), "As.Missing");
        if (!ModelState.IsValid)
            return null;
        var (who, until) = (Beneficiary!.Id, ProposalFields.EndOf(Input.Until, shell.Value.Zone));
        return Subject.Unit is { } unit
            ? new GrantRequest.ForUnitAppointment(who, unit.Id, Input.As!.Value, until)
            : new GrantRequest.ForAppointment(who, Subject.Account!.Id, Input.As!.Value, until)
            {
                Fallback = fallback?.Id,
            };
    }

    private GrantRequest.ForActing? ReadActing()
    {
        if (Input.Until is null)
            Mistake(nameof(Input.Until), "Until.Missing");
        if (Input.From is { Year: > ProposalFields.LastYear })
            Mistake(nameof(Input.From), "Until.TooFar");
        if (!Reason.TryParse(Input.Reason, out var why, out var refusal))
            Mistake(nameof(Input.Reason), $"ActingReason.{refusal}");
        if (!ModelState.IsValid)
            return null;
        var from = ProposalFields.BeginningOf(Input.From, shell.Value.Zone, clock.GetUtcNow());
        var until = ProposalFields.EndOf(Input.Until, shell.Value.Zone)!.Value;
        return new(Beneficiary!.Id, Subject.Absence!.Id, from, until, why!);
    }

    private GrantRequest.ForRole? ReadRole()
    {
        if (Input.Role is { } role && Enum.IsDefined(role))
            return new(Beneficiary!.Id, role);
        Mistake(nameof(Input.Role), "Role.Missing");
        return null;
    }

    private Person? ReadPerson(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        var person = Persons.Find(typed);
        if (person is null)
            Mistake(field, "Person.Unknown");
        return person;
    }

    private void Mistake(string field, string key)
    {
        var name = $"{nameof(Input)}.{field}";
        // What could not even be read has its message already.
        if (!ModelState.TryGetValue(name, out var entry) || entry.Errors.Count == 0)
            ModelState.AddModelError(name, texts[key]);
    }
}
