using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>How a person signs in, for himself to see. Null where there is nothing yet.</summary>
public sealed record OwnSignIn(
    DateTimeOffset? PasswordChangedAt,
    DateTimeOffset? FactorEnrolledAt,
    int RecoveryCodesLeft
);

/// <summary>Reads how the caller signs in.</summary>
public sealed class ReadOwnSignIn(VaultDb db)
{
    public OwnSignIn Run(Actor actor)
    {
        var person = actor.RequirePerson();
        return new(
            SignInRows.CredentialOf(db, person)?.ChangedAt,
            SignInRows.FactorOf(db, person)?.EnrolledAt,
            SignInRows.CodesOf(db, person).Count(c => c.IsLive)
        );
    }
}
