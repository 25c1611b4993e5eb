using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Core.Checkouts;

/// <summary>Reads what the approvers of an account are resolved from.</summary>
internal static class ApproverReading
{
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static ApproverLine Read(
        VaultDb db,
        CheckoutFacts facts,
        PersonId requester,
        DateTimeOffset askedAt,
        DateTimeOffset now
    ) => ApproverLine.Of(Sources(db, facts, now), facts.Terms, requester, askedAt, now);

    private static ApproverSources Sources(VaultDb db, CheckoutFacts facts, DateTimeOffset now)
    {
        var levels = new List<IReadOnlyList<Appointment>> { facts.Appointments };
        // Every unit, so that one removed past the vault does not hide the leaders above it.
        foreach (var unit in UnitTree.Above(db.EveryNow<Unit>(), facts.Account.Unit))
            levels.Add(db.AllOfNow(unit.Value, db.Set<Appointment>().Where(a => a.Unit == unit)));
        var office = db.EveryNow<RoleGrant>()
            .Where(g => g.Role == OfficeRole.Registrar && g.IsLive(now))
            .Select(g => g.Person)
            .ToHashSet();
        var deciding = levels
            .SelectMany(l => l)
            .Where(a =>
                a.IsLive(now) && a.Role is AppointmentRole.SupervisingLeader or AppointmentRole.ResponsiblePerson
            )
            .Select(a => a.Person)
            .Concat(office)
            .ToHashSet();
        return new(levels, office, SignInRows.WhoCanSignIn(db, deciding));
    }
}
