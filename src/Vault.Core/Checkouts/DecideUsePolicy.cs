using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>What came of deciding about the use of secrets.</summary>
public abstract record UsePolicyOutcome
{
    private UsePolicyOutcome() { }

    /// <summary>It is so now; nothing was written if it was so already.</summary>
    public sealed record Decided : UsePolicyOutcome;

    /// <summary>Policies are the security administrator's. Refused, and logged as refused.</summary>
    public sealed record NotYourRole : UsePolicyOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record ProofNotFresh : UsePolicyOutcome;

    /// <summary>A number that cannot be meant; nothing was decided.</summary>
    public sealed record Unsound : UsePolicyOutcome;
}

/// <summary>Decides about the use of secrets for the whole organisation. Counts at once, for the hour behind as well.</summary>
public sealed class DecideUsePolicy(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Administer"/> with the actor as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<UsePolicyOutcome> Run(Actor actor, FreshProof? proof, UseTerms terms)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<UsePolicyOutcome>(
            actor,
            scope =>
            {
                if (Standing.Read(scope.Db, by, scope.Now)?.Holds(OfficeRole.SecurityAdministrator) != true)
                    return Refuse(new UsePolicyOutcome.NotYourRole());
                if (!terms.AreSound)
                    return new UsePolicyOutcome.Unsound();
                var policy = UsePolicy.Find(scope.Db);
                if ((policy?.Terms ?? new()) == terms)
                    return new UsePolicyOutcome.Decided();
                if (EndRights.Prove(scope, proof, by.Value) is not null)
                    return Refuse(new UsePolicyOutcome.ProofNotFresh());
                if (policy is null)
                    scope.Db.Add(UsePolicy.Of(terms));
                else
                    policy.Decide(terms);
                scope.Append(new UsePolicyDecided(terms.UsesPerHour, terms.GlassHours, terms.ReviewHours));
                return new UsePolicyOutcome.Decided();

                UsePolicyOutcome Refuse(UsePolicyOutcome outcome)
                {
                    scope.Append(new AccessRefused(nameof(DecideUsePolicy), null));
                    return outcome;
                }
            }
        );
    }
}
