using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>Why somebody cannot use the secrets of an account, as far as checking it out is concerned.</summary>
/// <param name="Held">Whose checkout stands in the way, where it is that.</param>
public sealed record NotCheckedOut(CheckoutRefusal Why, Checkout? Held = null);

/// <summary>What the use of secrets rests on beside the rules of custody: the account is checked out to whoever uses them.</summary>
/// <param name="Running">As <see cref="CheckoutFacts.ReadRunning"/> gives them.</param>
internal sealed record UseOfCheckout(AccountId Account, IReadOnlyList<Checkout> Running, CheckoutWay Way)
{
    /// <exception cref="TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static UseOfCheckout Read(VaultDb db, AccountId account) =>
        new(account, CheckoutFacts.ReadRunning(db, account), CheckoutPolicy.Read(db, account).Way);

    /// <summary>
    /// Null if the person has the account now. One that was approved for him is opened by its first use, and where nobody
    /// has to agree it is asked for by this very act, for this reason. The last guard of a command, so that nobody gets an
    /// account for a use that is then refused. A refusal has its line.
    /// </summary>
    public NotCheckedOut? Stands(WriteScope scope, FieldSealer fields, Reason reason)
    {
        var person = scope.Actor.RequirePerson();
        if (CheckoutRules.MayUse(Running, person, scope.Now) != CheckoutRefusal.NotOpen)
            return Stands(scope);
        var approved = Running.FirstOrDefault(c =>
            c.Requester == person && c.Extends is null && c.StateAt(scope.Now) == CheckoutState.Approved
        );
        if (approved is null && Way != CheckoutWay.Direct)
            return Stands(scope);
        var outcome = approved is null
            ? AskForCheckout.Take(scope, fields, Account, new CheckoutRequest(reason, null))
            : OpenCheckout.Take(scope, approved.Id);
        return outcome switch
        {
            CheckoutOutcome.Done => null,
            CheckoutOutcome.Refused refused => new(refused.Why, refused.Held),
            _ => new(CheckoutRefusal.NotOpen),
        };
    }

    /// <summary>The same where nothing is opened for it.</summary>
    public NotCheckedOut? Stands(WriteScope scope)
    {
        var person = scope.Actor.RequirePerson();
        if (CheckoutRules.MayUse(Running, person, scope.Now) is not { } why)
            return null;
        var own = Running.FirstOrDefault(c => c.Requester == person && c.OpenedAt is not null);
        scope.Append(new CheckoutStepRefused(Account, own?.Id, CheckoutStep.Use, why));
        return new(why);
    }
}
