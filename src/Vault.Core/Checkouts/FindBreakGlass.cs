using Microsoft.EntityFrameworkCore;
using Vault.Core.Handovers;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>What breaking the glass of an account would come to now.</summary>
/// <param name="Barred">What stands in the way; null: nothing.</param>
/// <param name="Held">Whoever has the account for himself, and would keep it.</param>
/// <param name="Reviewers">Who is told and reviews it afterwards.</param>
public sealed record BreakGlassProspect(
    UseTerms Terms,
    CheckoutTerms Policy,
    CheckoutRefusal? Barred,
    CheckoutLine? Held,
    IReadOnlyList<Person> Reviewers
);

/// <summary>Says to somebody who is named what breaking the glass of an account would come to.</summary>
public sealed class FindBreakGlass(VaultDb db, VaultInstance vault)
{
    /// <returns>Null if this person is not named for the account: it looks as if it did not exist.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<BreakGlassProspect?> Run(PersonId person, AccountId account)
    {
        var now = vault.Clock.GetUtcNow();
        if (!BreakGlassNaming.IfAny(db, account, person).AreLive(now))
            return null;
        var facts = CheckoutFacts.Read(db, account, now)!;
        var held = facts.HeldByOthers(person).Where(c => !facts.HasLapsed(c)).ToList();
        var line = ApproverReading.Read(db, facts, person, now, now).All.Select(a => a.Person).Distinct().ToList();
        var names = await db.Set<Person>().Where(p => line.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        return new(
            UsePolicy.Read(db),
            facts.Terms,
            HandoverFacts.IsLeaver(db, person, account)
                ? CheckoutRefusal.HandedOver
                : CheckoutRules.BreakGlass(facts, person, now),
            held.Count == 0 ? null : (await CheckoutLine.Of(db, held, now))[0],
            [.. line.Select(p => names[p])]
        );
    }
}
