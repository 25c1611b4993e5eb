using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>What came of removing a passkey.</summary>
public enum RemovePasskeyOutcome
{
    Removed,

    /// <summary>The caller has no such passkey, or not any more.</summary>
    NotFound,

    /// <summary>The second factor was given too long ago.</summary>
    ProofNotFresh,
}

/// <summary>Ends one of the caller's own passkeys; his other sessions end, for whoever holds it may be in one.</summary>
public sealed class RemovePasskey(VaultInstance vault, FieldSealer fields, SessionStore sessions)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.ChangeOwnSignIn"/>; used up if it is removed.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; once begun, it may be removed yet.</exception>
    public Task<RemovePasskeyOutcome> Run(Actor actor, Session session, FreshProof proof, PasskeyId id) =>
        vault.Writer.Write(
            actor,
            scope =>
            {
                var person = session.Person;
                var passkey = SignInRows.PasskeysOf(scope.Db, person).SingleOrDefault(p => p.Id == id && p.IsLive);
                if (passkey is null)
                    return RemovePasskeyOutcome.NotFound;
                if (!proof.Use(actor, ProofPurpose.ChangeOwnSignIn, null, scope.Now))
                {
                    scope.Append(new OwnChangeRefused(person));
                    return RemovePasskeyOutcome.ProofNotFresh;
                }
                passkey.End(scope.Now);
                var name = fields.Open<string>("passkey", id.Value, passkey.SealedName);
                scope.Append(new PasskeyRemoved(id, person, PrivateText.Of(name)));
                EndSessions.Of(scope, sessions, person, session);
                return RemovePasskeyOutcome.Removed;
            }
        );
}
