using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Persons;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Accounts;

/// <summary>Ends one appointment, after naming what ends.</summary>
[Authorize(Policy = Policies.Registrar)]
public sealed class EndAppointmentModel(
    VaultDb db,
    EndAppointment end,
    CurrentActor current,
    StepUpGate gate,
    IStringLocalizer<AccountTexts> texts,
    IStringLocalizer<PersonTexts> personTexts
) : PageModel
{
    public Account Account { get; private set; } = null!;

    public Appointment Appointment { get; private set; } = null!;

    public Person Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(AccountId account, AppointmentId appointment) =>
        await Load(account, appointment) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(AccountId account, AppointmentId appointment)
    {
        if (!await Load(account, appointment))
            return NotFound();
        if (await gate.Pass(ModelState, ProofPurpose.Administer, appointment.Value) is not { } proof)
            return Page();
        switch (await end.Run(current.Actor, proof, appointment))
        {
            case EndOutcome.Ended:
                Flash.Leave(TempData, NoticeKind.Done, texts["Ended"]);
                return RedirectToPage("Details", new { account });
            case EndOutcome.Refused refused:
                return this.Refuse(personTexts[$"End.{refused.Why}"]);
            default:
                return NotFound();
        }
    }

    private async Task<bool> Load(AccountId account, AppointmentId id)
    {
        var row = await db.OneOf(db.Set<Appointment>().Where(a => a.Id == id), id.ToString());
        if (row is null || row.Account != account)
            return false;
        Appointment = row;
        Account = await db.Set<Account>().SingleAsync(a => a.Id == account);
        var person = row.Person;
        Person = await db.Set<Person>().SingleAsync(p => p.Id == person);
        return true;
    }
}
