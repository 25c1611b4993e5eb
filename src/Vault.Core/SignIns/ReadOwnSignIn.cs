using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>How a person signs in, for himself to see. Null where there is nothing yet.</summary>
public sealed record OwnSignIn(
    DateTimeOffset? PasswordChangedAt,
    DateTimeOffset? FactorEnrolledAt,
    int RecoveryCodesLeft,
    IReadOnlyList<OwnPasskey> Passkeys
);

/// <summary>One of the caller's passkeys.</summary>
/// <param name="Name">What he calls it.</param>
/// <param name="Host">The host it works at.</param>
/// <param name="IsSynced">Whether a keychain carries it to his other devices.</param>
public sealed record OwnPasskey(
    PasskeyId Id,
    string Name,
    string Host,
    bool IsSynced,
    DateTimeOffset AddedAt,
    DateTimeOffset? LastUsedAt
);

/// <summary>Reads how the caller signs in.</summary>
public sealed class ReadOwnSignIn(VaultDb db, FieldSealer fields)
{
    public OwnSignIn Run(Actor actor)
    {
        var person = actor.RequirePerson();
        return new(
            SignInRows.CredentialOf(db, person)?.ChangedAt,
            SignInRows.FactorOf(db, person)?.EnrolledAt,
            SignInRows.CodesOf(db, person).Count(c => c.IsLive),
            [.. SignInRows.PasskeysOf(db, person).Where(p => p.IsLive).OrderBy(p => p.AddedAt).Select(Shown)]
        );
    }

    /// <exception cref="Custody.SecretNotOpenedException">The sealed name is not authentic for this passkey.</exception>
    private OwnPasskey Shown(Passkey passkey) =>
        new(
            passkey.Id,
            fields.Open<string>("passkey", passkey.Id.Value, passkey.SealedName),
            passkey.Host,
            passkey.IsBackedUp,
            passkey.AddedAt,
            passkey.LastUsedAt
        );
}
