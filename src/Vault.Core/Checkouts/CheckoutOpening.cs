using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>Enters a request that the rules have let through, and opens one.</summary>
internal static class CheckoutOpening
{
    /// <summary>A new request. Those whose time passed unused come to their end with it.</summary>
    public static Checkout Enter(
        WriteScope scope,
        CheckoutFacts facts,
        FieldSealer fields,
        CheckoutRequest request,
        string purpose,
        (DateTimeOffset From, DateTimeOffset Until) window
    )
    {
        EndExpired(scope, facts);
        var id = CheckoutId.New();
        var (account, person) = (facts.Account.Id, scope.Actor.RequirePerson());
        var checkout = Checkout.Of(id, account, person, window, request.Seal(fields, id), scope.Now, purpose);
        scope.Db.Add(checkout);
        var post = request.Post is { } cited ? PrivateText.Of(cited.ToString()) : null;
        var reason = PrivateText.Of(request.Reason.Text);
        scope.Append(new CheckoutAsked(account, id, window.From, window.Until, purpose, reason, post));
        return checkout;
    }

    /// <summary>Writes the end of everything whose time has passed.</summary>
    public static void EndExpired(WriteScope scope, CheckoutFacts facts)
    {
        foreach (var old in facts.Running.Where(c => c.StateAt(scope.Now) == CheckoutState.Expired))
            EndExpired(scope, old);
    }

    public static void EndExpired(WriteScope scope, Checkout old)
    {
        old.Finish(CheckoutEnd.Expired, null, scope.Now);
        if (old.IsBreakGlass)
            scope.Append(new BreakGlassExpired(old.Account, old.Id, old.Requester));
        else
            scope.Append(new CheckoutExpired(old.Account, old.Id, old.Requester));
    }

    /// <summary>Gives the account to whoever asked for it. Whoever may no longer use it has it no longer.</summary>
    public static void Open(WriteScope scope, CheckoutFacts facts, Checkout checkout)
    {
        foreach (var held in facts.HeldByOthers(checkout.Requester).Where(facts.HasLapsed).ToList())
            CheckoutClosing.EndLapsed(scope, facts, held);
        // Ended first: at no moment may there be two holders.
        scope.SaveSoFar();
        checkout.Open(facts.Terms.IsExclusive, scope.Now);
        scope.Append(new CheckoutOpened(checkout.Account, checkout.Id, checkout.Until));
    }
}
