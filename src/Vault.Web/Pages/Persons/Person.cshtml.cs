using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Persons;

/// <summary>
/// One person: what he is and was, what may be proposed for him, and the ending of his rights. Each ending is confirmed
/// in a dialog that names it, with a fresh second factor.
/// </summary>
public sealed class PersonModel(
    ReadPerson read,
    TimeProvider clock,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<PersonTexts> texts
) : PageModel
{
    public PersonFile Details { get; private set; } = null!;

    /// <summary>The question that was answered with a mistake; the page then asks it again and shows nothing else.</summary>
    public Confirmation? Again { get; private set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public string Here => $"/persons/{Details.Person.Id}";

    public Standing Reader => new(current.Person, current.Roles);

    private bool IsHimself => Details.Person.Id == current.Person.Id;

    public bool MayPropose(GrantKind kind) =>
        Details.State != PersonState.Disabled && !IsHimself && GrantRules.MayPropose(Reader, kind);

    /// <summary>Whether an invitation leads anywhere: he has none and nobody is deciding about one.</summary>
    public bool NeedsInvitation =>
        Details.State == PersonState.NotYetIn && Details.LinkOf is null && OpenProposal(GrantKind.Invitation) is null;

    public Proposal? OpenProposal(GrantKind kind) =>
        Details.Proposals.Select(l => l.Proposal).FirstOrDefault(p => p.IsOpen && p.Grant == kind);

    public bool IsLive(RoleGrant grant) => Details.State != PersonState.Disabled && grant.IsLive(Now);

    public bool MayChange => Reader.Holds(OfficeRole.Registrar);

    /// <summary>How to reach him, in clear: in the answer to the request for it, and in no other.</summary>
    public Contact? Opened { get; private set; }

    /// <summary>As it stands on the page: in clear or masked, null for a reader whom it does not concern.</summary>
    public Contact? Contact => Opened ?? Details.Contact;

    /// <summary>A moment of the last day on which it counts or counted.</summary>
    public static DateTimeOffset LastDay(Appointment appointment) => appointment.Until!.Value.AddMilliseconds(-1);

    public Confirmation? Disabling =>
        Details.State != PersonState.Disabled && GrantRules.MayDecide(Reader) ? ToDisable() : null;

    public Confirmation? Ending(RoleGrant grant) =>
        grant.IsLive(Now) && Reader.Holds(OfficeRole.SecurityAdministrator) ? ToEnd(grant) : null;

    /// <summary>Whether somebody may be proposed to act for him.</summary>
    public bool MayStandIn(HeldAppointment held) =>
        held.Appointment.ActingFor is null && held.Appointment.IsAhead(Now) && MayPropose(GrantKind.Appointment);

    public Confirmation? Ending(HeldAppointment held) =>
        held.Appointment.IsAhead(Now) && !held.Appointment.IsCustodianHimself && Reader.Holds(OfficeRole.Registrar)
            ? ToEnd(held)
            : null;

    public async Task<IActionResult> OnGetAsync(PersonId id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostContactAsync(PersonId id, [FromServices] OpenContact open)
    {
        if (!await Load(id))
            return NotFound();
        Opened = await open.Run(current.Actor, id);
        return Opened is null ? StatusCode(StatusCodes.Status403Forbidden) : Page();
    }

    public async Task<IActionResult> OnPostDisableAsync(PersonId id, [FromServices] DisablePerson disable) =>
        await Load(id)
            ? await End(
                ToDisable(),
                GrantRules.MayDecide(Reader),
                proof => disable.Run(current.Actor, proof, id),
                texts["Disabled"]
            )
            : NotFound();

    public async Task<IActionResult> OnPostEndRoleAsync(
        PersonId id,
        [FromForm] RoleGrantId right,
        [FromServices] EndRole end
    )
    {
        if (!await Load(id) || Details.Roles.FirstOrDefault(g => g.Id == right) is not { } grant)
            return NotFound();
        var may = Reader.Holds(OfficeRole.SecurityAdministrator);
        return await End(ToEnd(grant), may, proof => end.Run(current.Actor, proof, right), texts["Ended"]);
    }

    public async Task<IActionResult> OnPostEndAppointmentAsync(
        PersonId id,
        [FromForm] AppointmentId right,
        [FromServices] EndAppointment end
    )
    {
        if (!await Load(id) || Details.Appointments.FirstOrDefault(a => a.Appointment.Id == right) is not { } held)
            return NotFound();
        var may = Reader.Holds(OfficeRole.Registrar);
        return await End(ToEnd(held), may, proof => end.Run(current.Actor, proof, right), texts["Ended"]);
    }

    private async Task<IActionResult> End(
        Confirmation asked,
        bool may,
        Func<FreshProof?, Task<EndOutcome>> end,
        LocalizedString done
    )
    {
        FreshProof? proof = null;
        Again = asked with { Inline = true };
        // A code is not asked of somebody whom it does not help: his attempt is refused, and logged, by the command.
        if (may && (proof = await stepUp.Pass(ModelState, ProofPurpose.Administer, asked.Subject)) is null)
            return Page();
        switch (await end(proof))
        {
            case EndOutcome.Ended:
                Flash.Leave(TempData, NoticeKind.Done, done);
                return LocalRedirect(Here);
            case EndOutcome.Refused { Why: EndRefusal.NotYourRole }:
                return StatusCode(StatusCodes.Status403Forbidden);
            case EndOutcome.Refused refused:
                return Refuse(refused.Why);
            default:
                return NotFound();
        }
    }

    private PageResult Refuse(EndRefusal why)
    {
        if (why != EndRefusal.ProofNotFresh)
            Again = null;
        ModelState.AddModelError(why == EndRefusal.ProofNotFresh ? StepUpGate.CodeField : "", texts[$"End.{why}"]);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    /// <summary>False if there is no such person, or none for this reader: the two look alike.</summary>
    private async Task<bool> Load(PersonId id)
    {
        if (await read.Run(Reader, id) is not { } file)
            return false;
        Details = file;
        return true;
    }

    private string Name => Details.Person.DisplayName;

    private Confirmation ToDisable() =>
        new(
            "disable",
            Details.Person.UserName is { } userName
                ? texts["Disable.Title", Name, userName]
                : texts["Disable.Title.NoUserName", Name],
            texts["Disable.Body", Name],
            Here + "/disable",
            null,
            Details.Person.Id.Value,
            texts["Disable"]
        );

    private Confirmation ToEnd(RoleGrant grant) =>
        new(
            $"role-{grant.Id}",
            texts["EndRole.Title", Name, texts[$"Role.{grant.Role}"].Value],
            texts["EndRole.Body", Name],
            Here + "/endrole",
            grant.Id.ToString(),
            grant.Id.Value,
            texts["EndRole"]
        );

    private Confirmation ToEnd(HeldAppointment held) =>
        Confirmation.ToEnd(texts, Details.Person, held.Appointment, held.Of);
}
