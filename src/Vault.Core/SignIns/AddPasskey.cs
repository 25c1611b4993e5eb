using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>What came of adding a passkey.</summary>
public enum AddPasskeyOutcome
{
    Added,

    /// <summary>What the browser sent is no passkey made here just now.</summary>
    NotVerified,

    /// <summary>This passkey is known already.</summary>
    Known,

    /// <summary>The person has <see cref="AddPasskey.Limit"/> of them.</summary>
    TooMany,

    /// <summary>The second factor was given too long ago.</summary>
    ProofNotFresh,
}

/// <summary>Adds a passkey to the caller's own ways of signing in; his other sessions end.</summary>
public sealed class AddPasskey(VaultInstance vault, FieldSealer fields, SessionStore sessions)
{
    /// <summary>Passkeys a person has at most.</summary>
    public const int Limit = 10;

    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int NameLimit = 40;

    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.ChangeOwnSignIn"/>; used up if it is added.</param>
    /// <param name="made">Null where the registration did not verify; refused with a line.</param>
    /// <param name="name">What its owner calls it, parsed.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; once begun, it may be added yet.</exception>
    public Task<AddPasskeyOutcome> Run(Actor actor, Session session, FreshProof proof, NewPasskey? made, string name) =>
        vault.Writer.Write(
            actor,
            scope =>
            {
                var refusal = Refusal(scope, session.Person, made) ?? Unproven(scope, proof);
                if (refusal is { } why)
                {
                    scope.Append(new OwnChangeRefused(session.Person));
                    return why;
                }
                var id = PasskeyId.New();
                var sealedName = fields.Seal("passkey", id.Value, name);
                scope.Db.Add(Passkey.Of(id, session.Person, made!, sealedName, scope.Now));
                scope.Append(new PasskeyAdded(id, session.Person, PrivateText.Of(name)));
                EndSessions.Of(scope, sessions, session.Person, session);
                return AddPasskeyOutcome.Added;
            }
        );

    private static AddPasskeyOutcome? Refusal(WriteScope scope, PersonId person, NewPasskey? made)
    {
        if (made is null)
            return AddPasskeyOutcome.NotVerified;
        if (scope.Db.Set<Passkey>().Any(p => p.CredentialId == made.CredentialId))
            return AddPasskeyOutcome.Known;
        var live = SignInRows.PasskeysOf(scope.Db, person).Count(p => p.IsLive);
        return live >= Limit ? AddPasskeyOutcome.TooMany : null;
    }

    private static AddPasskeyOutcome? Unproven(WriteScope scope, FreshProof proof) =>
        proof.Use(scope.Actor, ProofPurpose.ChangeOwnSignIn, null, scope.Now) ? null : AddPasskeyOutcome.ProofNotFresh;
}
