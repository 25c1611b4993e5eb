using Microsoft.EntityFrameworkCore;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Incidents;

/// <summary>Whether an account is frozen by an open incident, and who changes it meanwhile.</summary>
/// <param name="Setters">Of the values that wait to be seen to open it.</param>
internal sealed record Freeze(bool IsOn, IReadOnlyList<Appointment> Appointments, IReadOnlySet<PersonId> Setters)
{
    private static readonly Freeze Off = new(false, [], new HashSet<PersonId>());

    /// <summary>
    /// Its custodian, or who stands in for him, gets at what the platform asks for before it takes a new value (the former
    /// password, a code) while a new value waits that he set himself. Nobody else does, for nothing.
    /// </summary>
    public bool Bars(PersonId person, DateTimeOffset now) =>
        IsOn && !(Setters.Contains(person) && CustodyRules.IsCustodian(Appointments, person, now));

    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static Freeze Read(VaultDb db, AccountId account)
    {
        if (Open(db, account) is null)
            return Off;
        var pending = db.AllOfNow(account.Value, db.Set<SecretVersion>().Where(v => v.Account == account))
            .Where(v => v.State == VersionState.Pending);
        return new(
            true,
            db.AllOfNow(account.Value, db.Set<Appointment>().Where(a => a.Account == account)),
            pending.Select(v => v.SetBy).ToHashSet()
        );
    }

    /// <summary>The open incident of an account.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static Incident? Open(VaultDb db, AccountId account) =>
        db.AllOfNow(account.Value, db.Set<Incident>().Where(i => i.Account == account && i.Conclusion == null))
            .SingleOrDefault();
}
