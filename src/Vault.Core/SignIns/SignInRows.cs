using Microsoft.EntityFrameworkCore;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>The rows of one person's sign-in, held against the log; a removed one is refused, not taken for absent.</summary>
internal static class SignInRows
{
    /// <summary>Null for a person who may not sign in: unknown or disabled.</summary>
    public static Person? PersonOf(VaultDb db, PersonId person) =>
        db.OneOfNow(db.Set<Person>().Where(p => p.Id == person), person.ToString()) is { DisabledAt: null } known
            ? known
            : null;

    /// <summary>Those of some persons who may sign in, in as many queries as for one.</summary>
    public static List<Person> PersonsOf(VaultDb db, IReadOnlyCollection<PersonId> persons) =>
        [
            .. db.SomeOfNow(db.Set<Person>().Where(p => persons.Contains(p.Id)), Keys(persons))
                .Where(p => p.DisabledAt is null),
        ];

    /// <summary>Those of some persons of whom <see cref="CanSignIn"/> holds, in as many queries as for one.</summary>
    public static HashSet<PersonId> WhoCanSignIn(VaultDb db, IReadOnlyCollection<PersonId> persons)
    {
        var (keys, active) = (Keys(persons), PersonsOf(db, persons).Select(p => p.Id));
        var credentials = db.SomeOfNow(db.Set<Credential>().Where(c => persons.Contains(c.Person)), keys);
        var factors = db.SomeOfNow(db.Set<SecondFactor>().Where(f => persons.Contains(f.Person)), keys);
        var counts = db.SomeOfNow(db.Set<FailureCount>().Where(c => persons.Contains(c.Person)), keys);
        return
        [
            .. active
                .Intersect(credentials.Select(c => c.Person))
                .Intersect(factors.Select(f => f.Person))
                .Except(counts.Where(c => c.IsStopped).Select(c => c.Person)),
        ];
    }

    public static Credential? CredentialOf(VaultDb db, PersonId person) =>
        db.OneOfNow(db.Set<Credential>().Where(c => c.Person == person), person.ToString());

    public static SecondFactor? FactorOf(VaultDb db, PersonId person) =>
        db.OneOfNow(db.Set<SecondFactor>().Where(f => f.Person == person), person.ToString());

    /// <summary>Whether he can sign in by himself: active, with both factors, and not stopped for good.</summary>
    public static bool CanSignIn(VaultDb db, PersonId person) =>
        PersonOf(db, person) is not null
        && CredentialOf(db, person) is not null
        && FactorOf(db, person) is not null
        && CountOf(db, person) is not { IsStopped: true };

    public static FailureCount? CountOf(VaultDb db, PersonId person) =>
        db.OneOfNow(db.Set<FailureCount>().Where(c => c.Person == person), person.ToString());

    public static List<RecoveryCode> CodesOf(VaultDb db, PersonId person) =>
        db.AllOfNow(person.Value, db.Set<RecoveryCode>().Where(c => c.Person == person));

    public static Passkey? PasskeyOf(VaultDb db, PasskeyId id) =>
        db.OneOfNow(db.Set<Passkey>().Where(p => p.Id == id), id.ToString());

    public static List<Passkey> PasskeysOf(VaultDb db, PersonId person) =>
        db.AllOfNow(person.Value, db.Set<Passkey>().Where(p => p.Person == person));

    public static List<Invitation> InvitationsOf(VaultDb db, PersonId person) =>
        db.AllOfNow(person.Value, db.Set<Invitation>().Where(i => i.Person == person));

    private static List<string> Keys(IEnumerable<PersonId> persons) => [.. persons.Select(p => p.ToString())];
}
