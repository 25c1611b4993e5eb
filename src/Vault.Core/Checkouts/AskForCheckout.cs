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
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<CheckoutOutcome> Run(
        Actor actor,
        AccountId account,
        CheckoutRequest request,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null
    )
    {
        var person = actor.RequirePerson();
        return vault.Writer.Write(
            actor,
            scope =>
            {
                if (CheckoutFacts.Read(scope.Db, account, scope.Now) is not { } facts)
                    return Refuse(CheckoutRefusal.NotAppointed);
                var window = CheckoutRules.Window(facts.Terms, from, until, scope.Now);
                if (CheckoutRules.Ask(facts, person, request, window, scope.Now) is { } why)
                    return Refuse(why, facts);
                var isDirect = facts.Terms.Way == CheckoutWay.Direct;
                if (!isDirect && !ApproverReading.Read(scope.Db, facts, person, scope.Now, scope.Now).CanApprove)
                    return Refuse(CheckoutRefusal.NobodyCanApprove);
                var checkout = CheckoutOpening.Enter(scope, facts, fields, request, window);
                if (isDirect)
                    CheckoutOpening.Open(scope, facts, checkout);
                return new CheckoutOutcome.Done(checkout);

                CheckoutOutcome Refuse(CheckoutRefusal why, CheckoutFacts? found = null) =>
                    CheckoutSteps.Refuse(scope, account, null, CheckoutStep.Ask, why, Held(why, found, person));
            }
        );
    }

    /// <summary>Who has it, where that is what stands in the way.</summary>
    internal static Checkout? Held(CheckoutRefusal why, CheckoutFacts? facts, PersonId person) =>
        why == CheckoutRefusal.HeldByOther ? facts?.HeldByOthers(person).First(c => !facts.HasLapsed(c)) : null;
}
