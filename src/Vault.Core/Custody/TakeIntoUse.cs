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
        return vault.Writer.Write<PendingOutcome>(
            actor,
            scope =>
            {
                var facts = CustodyFacts.Read(scope.Db, actor.RequirePerson(), account, component);
                if (Refusal(scope, facts, proof, actor, onPlatform) is { } why)
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
        WriteScope scope,
        CustodyFacts? facts,
        FreshProof? proof,
        Actor actor,
        bool onPlatform
    )
    {
        var person = actor.RequirePerson();
        if (CustodyRules.EndPending(facts, person, onPlatform, scope.Now) is { } why)
            return why;
        // A value that nobody was shown is on no platform.
        if (onPlatform && facts!.Component.IsShown() && !Knowledge.IsRevealed(scope.Db, person, facts.Pending!.Id))
            return CustodyRefusal.NeverShown;
        return proof?.Use(actor, ProofPurpose.UseSecrets, facts!.Account.Id.Value, scope.Now) == true
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
