using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>Who is named for breaking the glass of an account: to the account itself, or over its unit or one above.</summary>
internal static class BreakGlassNaming
{
    /// <summary>One person's, ended ones among them; complete, a row removed past the vault refuses the reading.</summary>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static IReadOnlyList<Appointment> Of(VaultDb db, AccountId id, PersonId person)
    {
        if (db.OneOfNow(db.Set<Account>().Where(a => a.Id == id), id.ToString()) is not { } account)
            return [];
        var all = db.AllOfNow(id.Value, db.Set<Appointment>().Where(a => a.Account == id)).AsEnumerable();
        foreach (var unit in UnitTree.Above(db.EveryNow<Unit>(), account.Unit))
            all = all.Concat(db.AllOfNow(unit.Value, db.Set<Appointment>().Where(a => a.Unit == unit)));
        return [.. all.Where(a => a.Person == person && a.Role == AppointmentRole.BreakGlass)];
    }

    /// <summary>The same where only a few are named at all: most people are told so without the account being read.</summary>
    public static IReadOnlyList<Appointment> IfAny(VaultDb db, AccountId id, PersonId person) =>
        db.Set<Appointment>().Any(a => a.Person == person && a.Role == AppointmentRole.BreakGlass)
            ? Of(db, id, person)
            : [];

    public static bool AreLive(this IReadOnlyList<Appointment> namings, DateTimeOffset now) =>
        namings.Any(a => a.IsLive(now));
}
