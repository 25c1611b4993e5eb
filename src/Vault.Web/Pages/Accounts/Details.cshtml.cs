using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Accounts;

/// <summary>One account: its facts, what is in custody, and who was appointed when.</summary>
public sealed class DetailsModel(VaultDb db, ListOpenProposals proposals, CurrentActor current, TimeProvider clock)
    : PageModel
{
    public SeenAccount Seen { get; private set; } = null!;

    public Account Account => Seen.Account;

    public Unit Unit { get; private set; } = null!;

    /// <summary>Everybody ever appointed.</summary>
    public IReadOnlyDictionary<PersonId, Person> Persons { get; private set; } = null!;

    /// <summary>What is proposed for this account and not decided yet; for the registrar only.</summary>
    public IReadOnlyList<ProposalLine> Open { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    public bool IsRegistrar => current.Has(OfficeRole.Registrar);

    public IEnumerable<Appointment> Live => Seen.Appointments.Where(a => a.IsLive(Now)).OrderBy(a => a.Role);

    public IReadOnlyList<Appointment> Ended => [.. Seen.Appointments.Where(a => !a.IsLive(Now))];

    public async Task<IActionResult> OnGetAsync(AccountId account)
    {
        Now = clock.GetUtcNow();
        if (await AccountAccess.Find(db, account, current.Standing(), Now) is not { } seen)
            return NotFound();
        Seen = seen;
        var unit = seen.Account.Unit;
        Unit = await db.Set<Unit>().SingleAsync(u => u.Id == unit);
        var ids = seen.Appointments.Select(a => a.Person).Distinct().ToList();
        Persons = await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        if (IsRegistrar)
            Open = await proposals.Run(account);
        return Page();
    }
}
