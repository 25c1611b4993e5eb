using Microsoft.EntityFrameworkCore;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>What asking for an account would come to now.</summary>
/// <param name="Line">Who would decide, and from when on; said before the request, above all where nobody could.</param>
/// <param name="Names">Everybody in the line.</param>
public sealed record CheckoutProspect(
    CheckoutTerms Terms,
    ApproverLine Line,
    IReadOnlyDictionary<PersonId, Person> Names
)
{
    /// <summary>Whether a request could come to anything.</summary>
    public bool CanBeAsked => Terms.Way == CheckoutWay.Direct || Line.CanApprove;
}

/// <summary>Says who would decide about a checkout before it is asked for.</summary>
public sealed class FindApprovers(VaultDb db, VaultInstance vault)
{
    /// <returns>Null if this person may not use the account: it looks as if it did not exist.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<CheckoutProspect?> Run(PersonId person, AccountId account)
    {
        var now = vault.Clock.GetUtcNow();
        if (CheckoutFacts.Read(db, account, now) is not { } facts || !facts.Users.Contains(person))
            return null;
        var line = ApproverReading.Read(db, facts, person, now, now);
        var named = line.All.Select(a => a.Person).ToHashSet();
        return new(
            facts.Terms,
            line,
            await db.Set<Person>().Where(p => named.Contains(p.Id)).ToDictionaryAsync(p => p.Id)
        );
    }
}
