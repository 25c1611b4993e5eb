using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>What an approver says.</summary>
public abstract record CheckoutVerdict
{
    private CheckoutVerdict() { }

    public sealed record Approve : CheckoutVerdict;

    /// <summary>One no is enough, wherever two have to agree.</summary>
    public sealed record Refuse(Reason Why) : CheckoutVerdict;
}

/// <summary>
/// 审批: approves or refuses a checkout or an extension. Who may is resolved at this moment from the account's own
/// appointments; the requester never may. Sees no secret by it.
/// </summary>
public sealed class DecideCheckout(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Approve"/> with the checkout as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<CheckoutOutcome> Run(Actor actor, FreshProof? proof, CheckoutId id, CheckoutVerdict verdict)
    {
        var step = verdict is CheckoutVerdict.Approve ? CheckoutStep.Approve : CheckoutStep.Refuse;
        return vault.Writer.Write(
            actor,
            scope =>
                CheckoutSteps.On(
                    scope,
                    id,
                    step,
                    (facts, checkout) => Decide(scope, facts, checkout, proof, verdict, step)
                )
        );
    }

    private static CheckoutOutcome Decide(
        WriteScope scope,
        CheckoutFacts facts,
        Checkout checkout,
        FreshProof? proof,
        CheckoutVerdict verdict,
        CheckoutStep step
    )
    {
        var (person, now) = (scope.Actor.RequirePerson(), scope.Now);
        var line = ApproverReading.Read(scope.Db, facts, checkout.Requester, checkout.AskedAt, now);
        var given = Given(scope.Db, checkout.Id);
        var why = CheckoutRules.Decide(facts, checkout, line, given, person, step == CheckoutStep.Approve, now);
        // The last guard, so that a mistake does not cost a code.
        if (why is null && proof?.Use(scope.Actor, ProofPurpose.Approve, checkout.Id.Value, now) != true)
            why = CheckoutRefusal.ProofNotFresh;
        if (why is { } refusal)
            return CheckoutSteps.Refuse(scope, checkout.Account, checkout.Id, step, refusal);
        if (verdict is CheckoutVerdict.Refuse no)
            Refuse(scope, checkout, no.Why);
        else
            Approve(scope, facts, checkout, given, line.MandateOf(person, now)!);
        return new CheckoutOutcome.Done(checkout);
    }

    private static List<Mandate> Given(VaultDb db, CheckoutId id) =>
        [.. db.AllOfNow(id.Value, db.Set<CheckoutApproval>().Where(a => a.Checkout == id)).Select(a => a.Mandate)];

    private static void Refuse(WriteScope scope, Checkout checkout, Reason why)
    {
        checkout.Finish(CheckoutEnd.Refused, scope.Actor.Person, scope.Now);
        var text = PrivateText.Of(why.Text, checkout.Requester);
        scope.Append(new CheckoutRefused(checkout.Account, checkout.Id, checkout.Requester, text));
    }

    private static void Approve(
        WriteScope scope,
        CheckoutFacts facts,
        Checkout checkout,
        IReadOnlyList<Mandate> given,
        Mandate mandate
    )
    {
        var (account, id, requester) = (checkout.Account, checkout.Id, checkout.Requester);
        scope.Db.Add(CheckoutApproval.Of(id, mandate, scope.Now));
        scope.Append(new CheckoutApprovalGiven(account, id, requester, mandate.Side, mandate.ActingFor));
        if (!Mandate.Suffice(facts.Terms.Way, [.. given, mandate]))
            return;
        checkout.Approve(scope.Now);
        if (checkout.Extends is { } extended)
            CheckoutExtending.TakeEffect(scope, facts.Running.Single(c => c.Id == extended), checkout);
        else
            scope.Append(new CheckoutApproved(account, id, requester, checkout.From, checkout.Until));
    }
}
