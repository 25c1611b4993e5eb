using Microsoft.EntityFrameworkCore;

namespace Vault.Core.Custody;

/// <summary>
/// Which versions have one value, over all accounts: a password that is used in two places is one thing to know. The
/// fingerprints leave their seals in this memory only, so that the database does not say which values are equal.
/// </summary>
public sealed class EqualValues(Sealer sealer)
{
    /// <summary>From here on the table is read whole rather than row by row.</summary>
    private const int Many = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<SecretVersionId, string> _valueOf = [];
    private readonly Dictionary<string, HashSet<SecretVersionId>> _versionsOf = new(StringComparer.Ordinal);

    /// <summary>For each of these versions all that have its value, itself among them.</summary>
    /// <exception cref="Audit.TamperedRowException">A version is not the attested one, or was removed.</exception>
    /// <exception cref="SecretNotOpenedException">A stored fingerprint is not authentic.</exception>
    internal IReadOnlyDictionary<SecretVersionId, IReadOnlySet<SecretVersionId>> Of(
        VaultDb db,
        IEnumerable<SecretVersionId> versions
    )
    {
        lock (_lock)
        {
            TakeNew(db);
            // Copied: the sets grow with the next version.
            return versions
                .Distinct()
                .ToDictionary(v => v, IReadOnlySet<SecretVersionId> (v) => _versionsOf[_valueOf[v]].ToHashSet());
        }
    }

    /// <summary>All versions that have a value, wherever they are.</summary>
    /// <param name="fingerprint">As <see cref="Sealer.FingerprintOf(Plaintext, Component)"/> gives it.</param>
    /// <inheritdoc cref="Of"/>
    internal IReadOnlySet<SecretVersionId> Having(VaultDb db, string fingerprint)
    {
        lock (_lock)
        {
            TakeNew(db);
            return _versionsOf.TryGetValue(fingerprint, out var same) ? same.ToHashSet() : [];
        }
    }

    private void TakeNew(VaultDb db)
    {
        List<SecretVersionId> missing =
        [
            .. db.KnownIds<SecretVersion>()
                .Select(id => SecretVersionId.Parse(id, null))
                .Where(id => !_valueOf.ContainsKey(id)),
        ];
        if (missing.Count == 0)
            return;
        var rows =
            missing.Count > Many
                ? db.EveryNow<SecretVersion>(tracked: false)
                : db.SomeOfNow(
                    db.Set<SecretVersion>().AsNoTracking().Where(v => missing.Contains(v.Id)),
                    missing.Select(id => id.ToString())
                );
        foreach (var row in rows.Where(r => !_valueOf.ContainsKey(r.Id)))
        {
            var value = sealer.FingerprintOf(row);
            _valueOf[row.Id] = value;
            if (!_versionsOf.TryGetValue(value, out var same))
                _versionsOf[value] = same = [];
            same.Add(row.Id);
        }
    }
}
