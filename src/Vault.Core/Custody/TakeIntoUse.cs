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

/// <summary>
/// Ends the pending state of a generated value: taken into use, the former value retires; given up, it stays
/// recoverable like a retired one, because it may be on the platform after all.
/// </summary>
public sealed class TakeIntoUse(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.UseSecrets"/> of this account.</param>
    /// <param name="onPlatform">False gives the value up.</param>
    public Task<PendingOutcome> Run(
        Actor actor,
        FreshProof? proof,
        AccountId account,
        Component component,
        bool onPlatform
    )
    {
        var person = actor.RequirePerson();
        return vault.Writer.Write<PendingOutcome>(
            actor,
            scope =>
            {
                var facts = CustodyFacts.Read(scope.Db, account, component);
                if (Refusal(facts, person, proof, actor, scope.Now) is { } why)
                {
                    scope.Append(new CustodyRefused(account, component, why));
                    return why == CustodyRefusal.NotAppointed
                        ? new PendingOutcome.NotFound()
                        : new PendingOutcome.Refused(why);
                }
                if (onPlatform)
                    Take(scope, facts!);
                else
                    GiveUp(scope, facts!.Pending!);
                return new PendingOutcome.Done();
            }
        );
    }

    private static CustodyRefusal? Refusal(
        CustodyFacts? facts,
        PersonId person,
        FreshProof? proof,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (facts is null || !CustodyRules.MayUse(facts.Appointments, person, now))
            return CustodyRefusal.NotAppointed;
        if (facts.Pending is null)
            return CustodyRefusal.NothingInCustody;
        return proof?.Use(actor, ProofPurpose.UseSecrets, facts.Account.Id.Value, now) == true
            ? null
            : CustodyRefusal.ProofNotFresh;
    }

    private static void Take(WriteScope scope, CustodyFacts facts)
    {
        if (facts.Current is { } former)
        {
            former.Retire();
            // Retired first: at no moment may there be two current values.
            scope.SaveSoFar();
        }
        var pending = facts.Pending!;
        pending.BecomeCurrent();
        scope.Append(new SecretTakenIntoUse(pending.Account, pending.Id, pending.Component, pending.Version));
    }

    private static void GiveUp(WriteScope scope, SecretVersion pending)
    {
        pending.GiveUp();
        scope.Append(new PendingSecretGivenUp(pending.Account, pending.Id, pending.Component, pending.Version));
    }
}
