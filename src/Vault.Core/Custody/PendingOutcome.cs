using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Custody;

/// <summary>What came of saying that the platform has the pending value, or never will.</summary>
public abstract record PendingOutcome
{
    private PendingOutcome() { }

    public sealed record Done : PendingOutcome;

    public sealed record Refused(CustodyRefusal Why) : PendingOutcome;

    /// <inheritdoc cref="RevealOutcome.NotFound"/>
    public sealed record NotFound : PendingOutcome;
}

/// <summary>What saying either has in common.</summary>
internal static class PendingSteps
{
    public static PendingOutcome On(
        WriteScope scope,
        FreshProof? proof,
        AccountId account,
        Component component,
        Func<CustodyFacts?, PersonId, CustodyRefusal?> rule,
        Action<SecretVersion> step
    )
    {
        var person = scope.Actor.RequirePerson();
        var facts = CustodyFacts.Read(scope.Db, person, account, component);
        var refusal = rule(facts, person);
        if (refusal is null && proof?.Use(scope.Actor, ProofPurpose.UseSecrets, account.Value, scope.Now) != true)
            refusal = CustodyRefusal.ProofNotFresh;
        if (refusal is { } why)
        {
            scope.Append(new CustodyRefused(account, component, why));
            return why == CustodyRefusal.NotAppointed ? new PendingOutcome.NotFound() : new PendingOutcome.Refused(why);
        }
        step(facts!.Pending!);
        return new PendingOutcome.Done();
    }
}
