using Vault.Core.Audit;
using Vault.Core.Incidents;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>Why somebody cannot use the secrets of an account, as far as checking it out is concerned.</summary>
/// <param name="Held">Whose checkout stands in the way, where it is that.</param>
public sealed record NotCheckedOut(CheckoutRefusal Why, Checkout? Held = null);

/// <summary>What the use of secrets rests on beside the rules of custody: the account is checked out to whoever uses them.</summary>
/// <param name="Running">As <see cref="CheckoutFacts.ReadRunning"/> gives them.</param>
/// <param name="Freeze">Whether an incident of the account is open.</param>
/// <param name="Namings">Of the person, for breaking the glass of the account; read only where he has.</param>
internal sealed record UseOfCheckout(
    AccountId Account,
    IReadOnlyList<Checkout> Running,
    CheckoutWay Way,
    Freeze Freeze,
    IReadOnlyList<Appointment> Namings
)
{
    /// <exception cref="TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static UseOfCheckout Read(VaultDb db, PersonId person, AccountId account)
    {
        var running = CheckoutFacts.ReadRunning(db, account);
        var hasBroken = running.Any(c => c.IsBreakGlass && c.Requester == person);
        var namings = hasBroken ? BreakGlassNaming.Of(db, account, person) : [];
        return new(account, running, CheckoutPolicy.Read(db, account).Way, Freeze.Read(db, account), namings);
    }

    /// <summary>Whether he has the account by breaking the glass, and is still named for it.</summary>
    public bool IsByBreakGlass(PersonId person, DateTimeOffset now) =>
        Namings.AreLive(now)
        && Running.Any(c => c.IsBreakGlass && c.Requester == person && c.StateAt(now) == CheckoutState.Open);

    private CheckoutRefusal? Refusal(PersonId person, DateTimeOffset now)
    {
        if (Freeze.IsOn)
            return Freeze.Bars(person, now) ? CheckoutRefusal.Frozen : null;
        return CheckoutRules.MayUse(Counting(now), person, now);
    }

    /// <summary>Without those that no longer count because he is not named any more.</summary>
    private IEnumerable<Checkout> Counting(DateTimeOffset now) =>
        Running.Where(c => !c.IsBreakGlass || Namings.AreLive(now));

    /// <summary>
    /// Null if the person has the account now. One that was approved for him is opened by its first use, and where nobody
    /// has to agree it is asked for by this very act, for this reason and purpose. The last guard of a command, so that nobody gets an
    /// account for a use that is then refused. A refusal has its line.
    /// </summary>
    public NotCheckedOut? Stands(WriteScope scope, FieldSealer fields, Reason reason, string? purpose)
    {
        var person = scope.Actor.RequirePerson();
        if (Refusal(person, scope.Now) != CheckoutRefusal.NotOpen)
            return Stands(scope);
        var approved = Running.FirstOrDefault(c =>
            c.Requester == person && c.Extends is null && c.StateAt(scope.Now) == CheckoutState.Approved
        );
        if (approved is null && Way != CheckoutWay.Direct)
            return Stands(scope);
        var outcome = approved is null
            ? AskForCheckout.Take(scope, fields, Account, new CheckoutRequest(reason, null), purpose)
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
        if (Refusal(person, scope.Now) is not { } why)
            return null;
        var own = Running.FirstOrDefault(c => c.Requester == person && c.OpenedAt is not null);
        scope.Append(new CheckoutStepRefused(Account, own?.Id, CheckoutStep.Use, why));
        return new(why);
    }
}
