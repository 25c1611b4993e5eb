using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>Gives the caller a new set of recovery codes; the old set is dead.</summary>
public sealed class IssueRecoveryCodes(VaultInstance vault, RecoveryCodes recovery)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.ChangeOwnSignIn"/>; used up.</param>
    /// <returns>The codes, to be shown this once; null if the proof is not fresh.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line in time; once begun, the old set may be dead all the same.</exception>
    public Task<IReadOnlyList<string>?> Run(Actor actor, FreshProof proof) =>
        vault.Writer.Write(
            actor,
            scope =>
            {
                var person = actor.RequirePerson();
                if (proof.Use(actor, ProofPurpose.ChangeOwnSignIn, null, scope.Now))
                    return recovery.Issue(scope, person);
                scope.Append(new OwnChangeRefused(person));
                return null;
            }
        );
}
