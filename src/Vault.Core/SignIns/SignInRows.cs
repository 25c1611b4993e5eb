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
}
