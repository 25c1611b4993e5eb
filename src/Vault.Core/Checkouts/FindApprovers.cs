using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>What asking for an account would come to now.</summary>
/// <param name="Line">Who would decide, and from when on; said before the request, above all where nobody could.</param>
public sealed record CheckoutProspect(CheckoutTerms Terms, ApproverLine Line)
{
    /// <summary>Whether a request could come to anything.</summary>
    public bool CanBeAsked => Terms.Way == CheckoutWay.Direct || Line.CanApprove;
}

/// <summary>Says who would decide about a checkout before it is asked for.</summary>
public sealed class FindApprovers(VaultDb db, VaultInstance vault)
{
    /// <returns>Null if this person may not use the account: it looks as if it did not exist.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public Task<CheckoutProspect?> Run(PersonId person, AccountId account)
    {
        var now = vault.Clock.GetUtcNow();
        var facts = CheckoutFacts.Read(db, account, now);
        var prospect =
            facts?.Users.Contains(person) == true
                ? new CheckoutProspect(facts.Terms, ApproverReading.Read(db, facts, person, now, now))
                : null;
        return Task.FromResult(prospect);
    }
}
