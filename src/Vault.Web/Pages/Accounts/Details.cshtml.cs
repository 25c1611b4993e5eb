using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Incidents;
using Vault.Core.People;
using Vault.Web.Pages.Persons;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Accounts;

/// <summary>One account: its facts and what is missing of them, what is in custody, and who was appointed when.</summary>
public sealed class DetailsModel(
    VaultDb db,
    ListOpenProposals proposals,
    FindIncident incidents,
    FieldSealer fields,
    CurrentActor current,
    IStringLocalizer<PersonTexts> people,
    TimeProvider clock
) : PageModel
{
    public Account Account { get; private set; } = null!;

    public AccountDetails Sealed { get; private set; } = AccountDetails.None;

    public Unit Unit { get; private set; } = null!;

    public Unit? SupervisingUnit { get; private set; }

    public AccountPeople People { get; private set; } = null!;

    /// <summary>What the register still lacks of it; of a cancelled account nothing is asked.</summary>
    public IReadOnlyList<CompletenessPart> Missing { get; private set; } = [];

    /// <summary>What is proposed for this account and not decided yet; for the registrar only.</summary>
    public IReadOnlyList<ProposalLine> Open { get; private set; } = [];

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public bool IsRegistrar => current.Has(OfficeRole.Registrar);

    /// <summary>Whether it is frozen, and whether the reader may report a suspicion.</summary>
    public AccountIncident Incident { get; private set; } = null!;

    public bool HasCustodian { get; private set; }

    public VerificationState Verification => AccountDays.StateOf(Account, Now);

    /// <summary>Where what is missing is mended.</summary>
    public string Mend(CompletenessPart part) =>
        part switch
        {
            CompletenessPart.Custodian => $"{Propose}&as={AppointmentRole.Custodian}",
            CompletenessPart.ResponsiblePerson => $"{Propose}&as={AppointmentRole.ResponsiblePerson}",
            CompletenessPart.SupervisingLeader => $"{Propose}&as={AppointmentRole.SupervisingLeader}",
            CompletenessPart.Verification => $"{Here}/change#Input_Verified",
            _ => $"{Here}/change#Input_{part}",
        };

    /// <summary>The question before an appointment ends; it is posted where every appointment ends, to the person's page.</summary>
    public Confirmation Ending(AccountPerson held) =>
        Confirmation.ToEnd(people, held.Person, held.Appointment, Account.Name);

    public string Here => $"/accounts/{Account.Id}";

    public string Propose => $"/proposals/new?account={Account.Id}";

    public async Task<IActionResult> OnGetAsync(AccountId account)
    {
        if (await AccountAccess.Find(db, account, current.Standing(), Now) is not { } seen)
            return NotFound();
        Account = seen.Account;
        Sealed = fields.OpenDetails(Account);
        var units = await db.Set<Unit>().ToDictionaryAsync(u => u.Id);
        Unit = units[Account.Unit];
        SupervisingUnit = Account.SupervisingUnit is { } supervising ? units[supervising] : null;
        var named = AccountPeople.Named(seen);
        var persons = await db.Set<Person>().Where(p => named.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        People = AccountPeople.Of(seen, persons, units, Now);
        HasCustodian = seen.Custodian(Now) is not null;
        if (Account.Status != AccountStatus.Cancelled)
            Missing = Completeness.Missing(Account, seen.Roles(Now));
        Incident = (await incidents.Run(current.Standing(), account))!;
        if (IsRegistrar)
            Open = await proposals.Run(account);
        return Page();
    }
}
