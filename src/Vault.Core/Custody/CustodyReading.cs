using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Core.Custody;

/// <summary>What a decision about one component of one account rests on, read whole and held against the log.</summary>
/// <param name="IsBarred">The person is a student, and students are shown no secrets.</param>
internal sealed record CustodyFacts(
    Account Account,
    IReadOnlyList<Appointment> Appointments,
    Component Component,
    IReadOnlyList<SecretVersion> EveryVersion,
    bool IsBarred
)
{
    /// <summary>Those of the component, oldest first.</summary>
    public IReadOnlyList<SecretVersion> Versions { get; } =
    [.. EveryVersion.Where(v => v.Component == Component).OrderBy(v => v.Version)];

    public SecretVersion? Current => Versions.SingleOrDefault(v => v.State == VersionState.Current);

    public SecretVersion? Pending => Versions.SingleOrDefault(v => v.State == VersionState.Pending);

    /// <inheritdoc cref="Destruction.LastRetired"/>
    public SecretVersion? Retired => Destruction.LastRetired(Versions);

    public SecretVersion? Of(WhichVersion which) =>
        which switch
        {
            WhichVersion.Current => Current,
            WhichVersion.Pending => Pending,
            _ => Retired,
        };

    /// <summary>
    /// Null if the account does not exist or the person may not act: unknown or disabled. Appointments and versions are complete: a row removed from the database
    /// refuses the reading.
    /// </summary>
    public static CustodyFacts? Read(VaultDb db, PersonId by, AccountId id, Component component)
    {
        if (SignInRows.PersonOf(db, by) is not { } person)
            return null;
        if (db.OneOfNow(db.Set<Account>().Where(a => a.Id == id), id.ToString()) is not { } account)
            return null;
        var appointments = db.AllOfNow(id.Value, db.Set<Appointment>().Where(a => a.Account == id));
        var versions = db.AllOfNow(id.Value, db.Set<SecretVersion>().Where(v => v.Account == id));
        return new(account, appointments, component, versions, !RegisterPolicy.Read(db).LetsReveal(person));
    }
}

/// <summary>The rules of custody, pure.</summary>
internal static class CustodyRules
{
    /// <summary>Who may use the secrets of an account: its custodian and its administrators, while appointed.</summary>
    public static bool MayUse(IEnumerable<Appointment> appointments, PersonId person, DateTimeOffset now) =>
        appointments.Any(a => a.Person == person && a.MayReveal && a.IsLive(now));

    /// <summary>Null if the person may be shown this version now.</summary>
    /// <param name="hasBroken">He has the account by breaking the glass, and is named for that.</param>
    public static CustodyRefusal? Reveal(
        CustodyFacts? facts,
        Component component,
        SecretVersion? version,
        PersonId person,
        bool hasBroken,
        DateTimeOffset now
    )
    {
        if (facts is null || !(hasBroken || MayUse(facts, person, now)))
            return CustodyRefusal.NotAppointed;
        if (facts.IsBarred)
            return CustodyRefusal.StudentsBarred;
        if (!component.IsShown())
            return CustodyRefusal.NotThisWay;
        return version is null || IsOthers(version, person) ? CustodyRefusal.NothingInCustody : null;
    }

    /// <summary>A pending value is its setter's until the platform has it: it was made for that, not for colleagues.</summary>
    public static bool IsOthers(SecretVersion version, PersonId person) =>
        version.State == VersionState.Pending && version.AppliedAt is null && version.SetBy != person;

    /// <summary>Null if the person may have a code of this seed issued now.</summary>
    /// <inheritdoc cref="Reveal" path="/param"/>
    public static CustodyRefusal? IssueCode(
        CustodyFacts? facts,
        SecretVersion? seed,
        PersonId person,
        bool hasBroken,
        DateTimeOffset now
    )
    {
        if (facts is null || !(hasBroken || MayUse(facts, person, now)))
            return CustodyRefusal.NotAppointed;
        if (facts.IsBarred)
            return CustodyRefusal.StudentsBarred;
        return seed is null || IsOthers(seed, person) ? CustodyRefusal.NothingInCustody : null;
    }

    /// <summary>Null if the person may put a value in custody now.</summary>
    /// <param name="isOffered">The platform of the account has the component.</param>
    public static CustodyRefusal? Deposit(CustodyFacts? facts, bool isOffered, PersonId person, DateTimeOffset now)
    {
        if (!MayUse(facts, person, now))
            return CustodyRefusal.NotAppointed;
        if (facts.IsBarred)
            return CustodyRefusal.StudentsBarred;
        if (!isOffered)
            return CustodyRefusal.NotOffered;
        return facts.Pending is null ? null : CustodyRefusal.PendingExists;
    }

    /// <summary>
    /// How a value begins. The first one of a component is in use, since there is nothing to keep beside it; what cannot be
    /// changed is replaced at once. Any other waits beside the one in use until it was seen to open the account.
    /// </summary>
    public static VersionState Begins(CustodyFacts facts, ValueOrigin origin) =>
        !facts.Component.IsRotatable() || (origin == ValueOrigin.Typed && facts.Current is null)
            ? VersionState.Current
            : VersionState.Pending;

    /// <summary>
    /// Null if the person may say what became of the pending value. It is its setter's alone, who knows what he did on the
    /// platform; only when he may no longer use the account may others give it up.
    /// </summary>
    public static CustodyRefusal? OfPending(CustodyFacts? facts, PersonId person, bool givesUp, DateTimeOffset now)
    {
        if (!MayUse(facts, person, now))
            return CustodyRefusal.NotAppointed;
        if (facts.IsBarred)
            return CustodyRefusal.StudentsBarred;
        if (facts.Pending is not { } pending)
            return CustodyRefusal.NothingInCustody;
        if (pending.SetBy == person || (givesUp && !MayUse(facts.Appointments, pending.SetBy, now)))
            return null;
        return CustodyRefusal.NotItsSetter;
    }

    /// <summary>
    /// Null if the person may destroy what was replaced: its custodian, since he answers for the account, or who stands in
    /// for him.
    /// </summary>
    public static CustodyRefusal? Destroy(CustodyFacts? facts, PersonId person, DateTimeOffset now)
    {
        if (!MayUse(facts, person, now))
            return CustodyRefusal.NotAppointed;
        if (facts.IsBarred)
            return CustodyRefusal.StudentsBarred;
        if (!IsCustodian(facts.Appointments, person, now))
            return CustodyRefusal.NotCustodian;
        if (facts.Retired is null)
            return CustodyRefusal.NothingRetired;
        return Destruction.Possible(facts.Versions).Count > 0 ? null : CustodyRefusal.NewerNotVerified;
    }

    /// <summary>The custodian, or who stands in for him.</summary>
    public static bool IsCustodian(IEnumerable<Appointment> appointments, PersonId person, DateTimeOffset now) =>
        appointments.Any(a => a.Person == person && a.Role == AppointmentRole.Custodian && a.IsLive(now));

    // Nobody is appointed to an account that does not exist: it is refused and logged like one that is not his.
    private static bool MayUse([NotNullWhen(true)] CustodyFacts? facts, PersonId person, DateTimeOffset now) =>
        facts is not null && MayUse(facts.Appointments, person, now);
}
