using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>
/// 申请领用: asks for an account, and has it at once where its policy asks nobody. Of many who ask for one that only one
/// can have, one gets it.
/// </summary>
public sealed class AskForCheckout(VaultInstance vault, FieldSealer fields)
{
    /// <param name="from">Null: from now on.</param>
    /// <param name="until">Null: for as long as the account is usually had.</param>
    /// <param name="purpose">Key of the list; null: what this person had the account for last.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<CheckoutOutcome> Run(
        Actor actor,
        AccountId account,
        CheckoutRequest request,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null,
        string? purpose = null
    ) => vault.Writer.Write(actor, scope => Take(scope, fields, account, request, purpose, from, until));

    /// <summary>The same as a part of another command, which has the account opened by whoever uses it directly.</summary>
    internal static CheckoutOutcome Take(
        WriteScope scope,
        FieldSealer fields,
        AccountId account,
        CheckoutRequest request,
        string? purpose,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null
    )
    {
        var (person, now) = (scope.Actor.RequirePerson(), scope.Now);
        if (CheckoutFacts.Read(scope.Db, account, now) is not { } facts)
            return CheckoutSteps.Refuse(scope, account, null, CheckoutStep.Ask, CheckoutRefusal.NotAppointed);
        var window = CheckoutRules.Window(facts, from, until, now);
        var isDirect = facts.Terms.Way == CheckoutWay.Direct;
        var why = CheckoutRules.Ask(facts, person, request, window, now);
        if (why is null && !isDirect && !ApproverReading.Read(scope.Db, facts, person, now, now).CanApprove)
            why = CheckoutRefusal.NobodyCanApprove;
        var purposes = new PurposeList(scope.Db);
        purpose ??= purposes.UsualOf(person, account).Key;
        if (why is null && purposes.Find(purpose) is not { IsOffered: true })
            why = CheckoutRefusal.PurposeNotOffered;
        if (why is { } refusal)
            return CheckoutSteps.Refuse(scope, account, null, CheckoutStep.Ask, refusal, Held(refusal, facts, person));
        var checkout = CheckoutOpening.Enter(scope, facts, fields, request, purpose, window);
        if (isDirect)
            CheckoutOpening.Open(scope, facts, checkout);
        return new CheckoutOutcome.Done(checkout);
    }

    /// <summary>Who has it, where that is what stands in the way.</summary>
    internal static Checkout? Held(CheckoutRefusal why, CheckoutFacts? facts, PersonId person) =>
        why == CheckoutRefusal.HeldByOther ? facts?.HeldByOthers(person).First(c => !facts.HasLapsed(c)) : null;
}
