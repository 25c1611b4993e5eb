using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Custody;

/// <summary>
/// Gives a pending value up, whether or not its setter said that the platform has it. It stays recoverable like a retired
/// one, because it may be on the platform after all.
/// </summary>
public sealed class GiveUpPending(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.UseSecrets"/> of this account.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<PendingOutcome> Run(Actor actor, FreshProof? proof, AccountId account, Component component) =>
        vault.Writer.Write(
            actor,
            scope =>
                PendingSteps.On(
                    scope,
                    proof,
                    account,
                    component,
                    (facts, person) => CustodyRules.OfPending(facts, person, givesUp: true, scope.Now),
                    pending =>
                    {
                        pending.GiveUp(scope.Now);
                        scope.Append(new PendingSecretGivenUp(account, pending.Id, component, pending.Version));
                    }
                )
        );
}
