using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>What came of deciding the policy.</summary>
public abstract record PolicyOutcome
{
    private PolicyOutcome() { }

    /// <summary>It is so now; nothing was written if it was so already.</summary>
    public sealed record Decided : PolicyOutcome;

    /// <summary>Policies are the security administrator's. Refused, and logged as refused.</summary>
    public sealed record NotYourRole : PolicyOutcome;

    public sealed record ProofNotFresh : PolicyOutcome;
}

/// <summary>Decides whether students may have secrets shown. Takes effect at once, for those appointed before as well.</summary>
public sealed class DecidePolicy(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Administer"/> with the actor as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<PolicyOutcome> Run(Actor actor, FreshProof? proof, bool studentsMayReveal)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<PolicyOutcome>(
            actor,
            scope =>
            {
                if (Standing.Read(scope.Db, by, scope.Now)?.Holds(OfficeRole.SecurityAdministrator) != true)
                {
                    scope.Append(new AccessRefused(nameof(DecidePolicy), null));
                    return new PolicyOutcome.NotYourRole();
                }
                var policy = RegisterPolicy.Find(scope.Db);
                if ((policy?.StudentsMayReveal ?? false) == studentsMayReveal)
                    return new PolicyOutcome.Decided();
                if (EndRights.Prove(scope, proof, by.Value) is not null)
                {
                    scope.Append(new AccessRefused(nameof(DecidePolicy), null));
                    return new PolicyOutcome.ProofNotFresh();
                }
                policy ??= scope.Db.Add(RegisterPolicy.Undecided()).Entity;
                policy.Decide(studentsMayReveal);
                scope.Append(new RegisterPolicyDecided(studentsMayReveal));
                return new PolicyOutcome.Decided();
            }
        );
    }
}
