namespace Vault.Core.Checkouts;

/// <summary>One time a reason was sent back, with what was said.</summary>
/// <param name="Why">Why it was not enough; null once destroyed.</param>
/// <param name="Answer">The better one; null until it is given, and once destroyed.</param>
public sealed record ReasonExchange(ReasonQuery Query, string? Why, string? Answer)
{
    internal static async Task<IReadOnlyList<ReasonExchange>> Read(
        VaultDb db,
        VaultInstance vault,
        CheckoutReading reading
    )
    {
        var (id, requester, log) = (reading.Checkout.Id, reading.Checkout.Requester, new People.LoggedText(db, vault));
        var all = new List<ReasonExchange>();
        foreach (var query in reading.Queries)
        {
            var why = await log.Of<ReasonSentBack>(requester, query.At, e => e.Checkout == id, e => e.Why);
            var answer = query.AnsweredAt is { } at
                ? await log.Of<ReasonGivenAnew>(requester, at, e => e.Checkout == id, e => e.Reason)
                : null;
            all.Add(new(query, why, answer));
        }
        return all;
    }
}
