using Vault.Core.Audit;

namespace Vault.Core.Accounts;

/// <summary>
/// The platforms as the organisation has them: those the product ships, changed where it says so, and its own. Read in
/// one query when first asked, whole and held against the log; whoever decides reads a list of his own.
/// </summary>
public sealed class PlatformList(VaultDb db)
{
    private Dictionary<string, Platform>? _byKey;
    private List<Platform> _all = [];

    /// <summary>In the order of a drop-down: the shipped ones, then the organisation's own by name.</summary>
    /// <exception cref="TamperedRowException">A row of the list is not the attested one, or was removed.</exception>
    public IReadOnlyList<Platform> All
    {
        get
        {
            Read();
            return _all;
        }
    }

    /// <summary>Those on which an account may be registered from now on.</summary>
    /// <inheritdoc cref="All"/>
    public IEnumerable<Platform> Offered => All.Where(p => p.IsOffered);

    /// <summary>Null if the list has no such platform.</summary>
    /// <inheritdoc cref="All"/>
    public Platform? Find(string? key) => key is null ? null : Read().GetValueOrDefault(key);

    /// <summary>The platform of a registered account; 其他 where the list no longer has it.</summary>
    /// <inheritdoc cref="All"/>
    public Platform Of(Account account) => Find(account.Platform) ?? Read()[Platform.Generic];

    private Dictionary<string, Platform> Read()
    {
        if (_byKey is not null)
            return _byKey;
        var rows = db.AllOfNow(Guid.Empty, db.Set<PlatformRow>()).ToDictionary(r => r.Key, StringComparer.Ordinal);
        var shipped = Platform.Shipped.Select(p => rows.Remove(p.Key, out var row) ? p.As(row) : p).ToList();
        _all = [.. shipped, .. rows.Values.Select(Platform.Own).OrderBy(p => p.Name, StringComparer.Ordinal)];
        return _byKey = _all.ToDictionary(p => p.Key, StringComparer.Ordinal);
    }
}
