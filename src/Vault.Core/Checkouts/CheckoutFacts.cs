using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Calendar;
using Vault.Core.Custody;
using Vault.Core.Incidents;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.SignIns;

namespace Vault.Core.Checkouts;

/// <summary>What a step of a checkout rests on, read whole and held against the log.</summary>
/// <param name="Running">Every checkout of the account that has not been ended, expired ones among them.</param>
/// <param name="Users">Who may use the account now: its custodian and administrators who are active and not barred.</param>
/// <param name="Custodians">Those of them who are its custodian, or stand in for him.</param>
/// <param name="IsChangeOwed">Somebody who returned it knows a value that has not been changed since.</param>
/// <param name="Freeze">Whether an incident of the account is open.</param>
/// <param name="Calendar">By which the days of a checkout are counted.</param>
internal sealed record CheckoutFacts(
    Account Account,
    CheckoutTerms Terms,
    IReadOnlyList<Checkout> Running,
    IReadOnlyList<Appointment> Appointments,
    IReadOnlySet<PersonId> Users,
    IReadOnlySet<PersonId> Custodians,
    IReadOnlySet<PersonId> Barred,
    bool IsChangeOwed,
    Freeze Freeze,
    WorkingDays Calendar
)
{
    /// <summary>Null if there is no such account.</summary>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static CheckoutFacts? Read(VaultDb db, AccountId id, DateTimeOffset now)
    {
        if (db.OneOfNow(db.Set<Account>().Where(a => a.Id == id), id.ToString()) is not { } account)
            return null;
        var appointments = db.AllOfNow(id.Value, db.Set<Appointment>().Where(a => a.Account == id));
        var policy = RegisterPolicy.Read(db);
        var entitled = appointments.Where(a => a.MayReveal && a.IsLive(now)).ToList();
        var active = SignInRows
            .PersonsOf(db, entitled.Select(a => a.Person).ToHashSet())
            .ToLookup(policy.LetsReveal, p => p.Id);
        var custodians = entitled.Where(a => a.Role == AppointmentRole.Custodian).Select(a => a.Person).ToHashSet();
        return new(
            account,
            CheckoutPolicy.Read(db, id),
            ReadRunning(db, id),
            appointments,
            active[true].ToHashSet(),
            custodians,
            active[false].ToHashSet(),
            IsOwed(db, id),
            Freeze.Read(db, id),
            WorkingDays.Read(db)
        );
    }

    /// <summary>The checkouts of an account that have not been ended: few, however many there have been.</summary>
    public static IReadOnlyList<Checkout> ReadRunning(VaultDb db, AccountId account) =>
        db.AllOfNow(account.Value, db.Set<Checkout>().Where(c => c.Account == account && c.Ending == null));

    /// <summary>When it has to be returned, were it had from then on for as long as it usually is.</summary>
    public DateTimeOffset UsualEnd(DateTimeOffset from) => CheckoutLength.EndOf(Calendar, from, Terms.Days);

    /// <summary>
    /// The open checkouts of others that stand in the way of this person having the account. One by which the glass was
    /// broken takes it from nobody.
    /// </summary>
    public IEnumerable<Checkout> HeldByOthers(PersonId person) =>
        Running.Where(c =>
            c.OpenedAt is not null && !c.IsBreakGlass && c.Requester != person && (Terms.IsExclusive || c.IsExclusive)
        );

    /// <summary>What this person has of the account by breaking the glass, while it lasts.</summary>
    public Checkout? BreakGlassOf(PersonId person, DateTimeOffset now) =>
        Running.FirstOrDefault(c => c.IsBreakGlass && c.Requester == person && c.StateAt(now) == CheckoutState.Open);

    /// <summary>Whether the holder may no longer use the account, so that nobody need wait for him.</summary>
    public bool HasLapsed(Checkout held) => !Users.Contains(held.Requester);

    /// <summary>What this person has asked for or has of the account in the ordinary way, extensions left out.</summary>
    public Checkout? OwnOf(PersonId person, DateTimeOffset now) =>
        Running.FirstOrDefault(c =>
            c.Requester == person && c.Extends is null && !c.IsBreakGlass && c.StateAt(now) != CheckoutState.Expired
        );

    /// <summary>An extension of this checkout that waits for approval.</summary>
    public Checkout? ExtensionOf(CheckoutId checkout, DateTimeOffset now) =>
        Running.FirstOrDefault(c => c.Extends == checkout && c.StateAt(now) != CheckoutState.Expired);

    private static bool IsOwed(VaultDb db, AccountId id)
    {
        var all = db.AllOfNow(id.Value, db.Set<RotationObligation>().Where(o => o.Account == id));
        var onReturn = all.Where(o => o.Reason == RotationReason.ChangeOnReturn).ToList();
        if (onReturn.Count == 0)
            return false;
        var versions = db.AllOfNow(id.Value, db.Set<SecretVersion>().Where(v => v.Account == id));
        return onReturn.Exists(o => o.IsOpen(versions));
    }
}
