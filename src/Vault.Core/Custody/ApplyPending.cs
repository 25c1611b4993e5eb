using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Custody;

/// <summary>
/// The setter says that the platform has the pending value. From then on whoever may use the account can have it shown
/// beside the one in use, until somebody else has seen it open the account (<see cref="Rotations.VerifyChange"/>).
/// </summary>
public sealed class ApplyPending(VaultInstance vault)
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
                    (facts, person) => Refusal(scope, facts, person),
                    pending =>
                    {
                        pending.Apply(scope.Now);
                        scope.Append(new SecretApplied(account, pending.Id, component, pending.Version));
                    }
                )
        );

    private static CustodyRefusal? Refusal(WriteScope scope, CustodyFacts? facts, PersonId person)
    {
        if (CustodyRules.OfPending(facts, person, givesUp: false, scope.Now) is { } why)
            return why;
        if (facts!.Pending!.AppliedAt is not null)
            return CustodyRefusal.AppliedBefore;
        // A value that nobody was shown is on no platform.
        return facts.Component.IsShown() && !IsKnown(scope.Db, facts.Pending, person)
            ? CustodyRefusal.NeverShown
            : null;
    }

    private static bool IsKnown(VaultDb db, SecretVersion pending, PersonId person) =>
        pending.Origin == ValueOrigin.Typed || Knowledge.IsRevealed(db, person, pending.Id);
}
