using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>What came of deciding how the checkouts of an account go.</summary>
public abstract record CheckoutPolicyOutcome
{
    private CheckoutPolicyOutcome() { }

    /// <summary>It is so now; nothing was written if it was so already.</summary>
    public sealed record Decided : CheckoutPolicyOutcome;

    /// <summary>Policies are the security administrator's. Refused, and logged as refused.</summary>
    public sealed record NotYourRole : CheckoutPolicyOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record ProofNotFresh : CheckoutPolicyOutcome;

    /// <summary>A number that cannot be meant; nothing was decided.</summary>
    public sealed record Unsound : CheckoutPolicyOutcome;

    public sealed record NotFound : CheckoutPolicyOutcome;
}

/// <summary>Decides how the checkouts of an account go from now on. One that was approved or opened before stays so.</summary>
public sealed class DecideCheckoutPolicy(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Administer"/> with the account as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<CheckoutPolicyOutcome> Run(Actor actor, FreshProof? proof, AccountId account, CheckoutTerms terms)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<CheckoutPolicyOutcome>(
            actor,
            scope =>
            {
                if (Standing.Read(scope.Db, by, scope.Now)?.Holds(OfficeRole.SecurityAdministrator) != true)
                    return Refuse(new CheckoutPolicyOutcome.NotYourRole());
                var row = scope.Db.Set<Account>().Where(a => a.Id == account);
                if (scope.Db.OneOfNow(row, account.ToString()) is null)
                    return new CheckoutPolicyOutcome.NotFound();
                if (!terms.AreSound)
                    return new CheckoutPolicyOutcome.Unsound();
                if (CheckoutPolicy.Read(scope.Db, account) == terms)
                    return new CheckoutPolicyOutcome.Decided();
                if (EndRights.Prove(scope, proof, account.Value) is not null)
                    return Refuse(new CheckoutPolicyOutcome.ProofNotFresh());
                Decide(scope, account, terms);
                return new CheckoutPolicyOutcome.Decided();

                CheckoutPolicyOutcome Refuse(CheckoutPolicyOutcome outcome)
                {
                    scope.Append(new AccessRefused(nameof(DecideCheckoutPolicy), account.ToString()));
                    return outcome;
                }
            }
        );
    }

    private static void Decide(WriteScope scope, AccountId account, CheckoutTerms terms)
    {
        if (CheckoutPolicy.Find(scope.Db, account) is { } policy)
            policy.Decide(terms);
        else
            scope.Db.Add(CheckoutPolicy.Of(account, terms));
        scope.Append(
            new CheckoutPolicyDecided(
                account,
                terms.Way,
                terms.IsExclusive,
                terms.Days,
                terms.AsksReport,
                terms.ChangesOnReturn,
                terms.AsksPost,
                terms.PatienceHours
            )
        );
    }
}
