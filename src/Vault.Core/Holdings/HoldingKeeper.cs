using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Holdings;

/// <summary>
/// Who keeps the holdings of an account: the registrar, and its custodian and administrators as far as they may use it.
/// Read whole and held against the log.
/// </summary>
internal sealed record HoldingKeeper(Account Account, Standing? Who, IReadOnlyList<Appointment> Appointments)
{
    /// <summary>Null if he keeps them.</summary>
    public required HoldingRefusal? Barred { get; init; }

    /// <summary>Null if there is no such account.</summary>
    /// <exception cref="TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static HoldingKeeper? Find(VaultDb db, PersonId person, AccountId id, DateTimeOffset now)
    {
        if (db.OneOfNow(db.Set<Account>().Where(a => a.Id == id), id.ToString()) is not { } account)
            return null;
        var who = Standing.Read(db, person, now);
        var appointments = db.AllOfNow(id.Value, db.Set<Appointment>().Where(a => a.Account == id));
        return new(account, who, appointments) { Barred = BarredAs(db, who, appointments, now) };
    }

    /// <summary>
    /// Whom he may name as holder: the registrar anybody of the register; others those of the account's own unit and
    /// those appointed to it, since of everybody else they know nothing.
    /// </summary>
    public bool MayName(Person person) =>
        Who?.Holds(OfficeRole.Registrar) == true
        || person.Unit == Account.Unit
        || Appointments.Any(a => a.Person == person.Id);

    public HoldingOutcome.Refused? Refusal(WriteScope scope, HoldingStep step, HoldingId? holding) =>
        Barred is { } why ? Refuse(scope, step, holding, why) : null;

    public HoldingOutcome.Refused Refuse(WriteScope scope, HoldingStep step, HoldingId? holding, HoldingRefusal why)
    {
        scope.Append(new HoldingStepRefused(Account.Id, holding, step, why));
        return new(why);
    }

    private static HoldingRefusal? BarredAs(
        VaultDb db,
        Standing? who,
        List<Appointment> appointments,
        DateTimeOffset now
    )
    {
        if (who is not { IsActive: true })
            return HoldingRefusal.NotYourRole;
        if (who.Holds(OfficeRole.Registrar))
            return null;
        if (!appointments.Exists(a => a.Person == who.Id && a.MayReveal && a.IsLive(now)))
            return HoldingRefusal.NotYourRole;
        return RegisterPolicy.Read(db).LetsReveal(who.Person) ? null : HoldingRefusal.StudentsBarred;
    }
}
