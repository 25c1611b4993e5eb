using Microsoft.EntityFrameworkCore;
using Vault.Core.People;

namespace Vault.Core.Accounts;

/// <summary>An account that somebody may see, with everybody ever appointed to it.</summary>
/// <param name="Appointments">Ended ones included, newest first.</param>
public sealed record SeenAccount(Account Account, IReadOnlyList<Appointment> Appointments)
{
    /// <summary>The live custodian, or null: an account newly registered, or left alone.</summary>
    public Appointment? Custodian(DateTimeOffset now) =>
        Appointments.FirstOrDefault(a => a.Role == AppointmentRole.Custodian && a.IsLive(now));

    /// <summary>Whether this person may use its secrets now.</summary>
    public bool MayUse(PersonId person, DateTimeOffset now) =>
        Appointments.Any(a => a.Person == person && a.MayReveal && a.IsLive(now));
}

/// <summary>
/// Who sees which accounts. One rule for list, search, detail, export and custody: the registrar sees the register,
/// everybody else the accounts of his live appointments. An office role alone shows no account. What somebody may not
/// see does not exist for him.
/// </summary>
public static class AccountAccess
{
    /// <summary>The accounts this person may see, as a query to be narrowed further.</summary>
    public static IQueryable<Account> VisibleTo(VaultDb db, Standing who, DateTimeOffset now)
    {
        var accounts = db.Set<Account>().AsQueryable();
        if (who.Holds(OfficeRole.Registrar))
            return accounts;
        if (!who.IsActive)
            return accounts.Where(_ => false);
        var id = who.Id;
        return accounts.Where(a =>
            db.Set<Appointment>()
                .Any(p => p.Account == a.Id && p.Person == id && p.From <= now && (p.Until == null || now < p.Until))
        );
    }

    /// <summary>Whether he is appointed to anything now. Says what to offer him; what he may do is decided where he does it.</summary>
    public static Task<bool> IsAppointed(VaultDb db, PersonId person, DateTimeOffset now) =>
        db.Set<Appointment>().AnyAsync(p => p.Person == person && p.From <= now && (p.Until == null || now < p.Until));

    /// <summary>
    /// One account, if this person may see it. Decided over rows held against the log and read whole, not over a query.
    /// </summary>
    /// <exception cref="Audit.TamperedRowException">A row of the account is not the attested one, or was removed.</exception>
    public static async Task<SeenAccount?> Find(VaultDb db, AccountId id, Standing who, DateTimeOffset now)
    {
        if (await db.OneOf(db.Set<Account>().Where(a => a.Id == id), id.ToString()) is not { } account)
            return null;
        var appointments = await db.AllOf(id.Value, db.Set<Appointment>().Where(p => p.Account == id));
        if (!Sees(who, appointments, now))
            return null;
        return new(account, [.. appointments.OrderByDescending(p => p.From).ThenBy(p => p.Role)]);
    }

    private static bool Sees(Standing who, IEnumerable<Appointment> appointments, DateTimeOffset now) =>
        who.Holds(OfficeRole.Registrar) || (who.IsActive && appointments.Any(p => p.Person == who.Id && p.IsLive(now)));
}
