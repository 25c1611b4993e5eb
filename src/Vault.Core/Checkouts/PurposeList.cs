using Vault.Core.Audit;

namespace Vault.Core.Checkouts;

/// <summary>
/// The purposes as the organisation has them: the shipped ones, then its own by name. Read in one query when first asked,
/// whole and held against the log; whoever decides reads a list of his own.
/// </summary>
public sealed class PurposeList(VaultDb db)
{
    private List<Purpose>? _all;

    /// <summary>In the order of a drop-down, those among them that are offered no more.</summary>
    /// <exception cref="TamperedRowException">A row of the list is not the attested one, or was removed.</exception>
    public IReadOnlyList<Purpose> All => _all ??= Read();

    /// <summary>What can be chosen from now on; never empty.</summary>
    /// <inheritdoc cref="All"/>
    public IEnumerable<Purpose> Offered => All.Where(p => p.IsOffered);

    /// <summary>Null if the list has no such purpose.</summary>
    /// <inheritdoc cref="All"/>
    public Purpose? Find(string? key) => All.FirstOrDefault(p => p.Key == key);

    /// <summary>
    /// What is chosen beforehand: what this person had the account for last, while it is offered, else the first. Carries
    /// no power, and is read as a column.
    /// </summary>
    /// <inheritdoc cref="All"/>
    public Purpose UsualOf(PersonId person, AccountId account)
    {
        var last = db.Set<Checkout>()
            .Where(c => c.Requester == person && c.Account == account && c.Purpose != null && !c.IsBreakGlass)
            .OrderByDescending(c => c.AskedAt)
            .Select(c => c.Purpose)
            .FirstOrDefault();
        return Offered.FirstOrDefault(p => p.Key == last) ?? Offered.First();
    }

    /// <summary>Likewise where the glass is broken.</summary>
    /// <inheritdoc cref="All"/>
    public Purpose UsualOfBreakGlass() => Offered.FirstOrDefault(p => p.Key == Purpose.Emergency) ?? Offered.First();

    private List<Purpose> Read()
    {
        var rows = db.AllOfNow(Guid.Empty, db.Set<PurposeRow>()).ToDictionary(r => r.Key, StringComparer.Ordinal);
        var shipped = Purpose.Shipped.Select(p => rows.Remove(p.Key, out var row) ? p.As(row) : p).ToList();
        return [.. shipped, .. rows.Values.Select(Purpose.Own).OrderBy(p => p.Name, StringComparer.Ordinal)];
    }
}
