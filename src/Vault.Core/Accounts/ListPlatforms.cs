using Microsoft.EntityFrameworkCore;
using Vault.Core.Custody;

namespace Vault.Core.Accounts;

/// <summary>A platform with what hangs on it.</summary>
/// <param name="Accounts">How many accounts are registered on it, whatever their status.</param>
/// <param name="HeldBy">Of each component that is or was in custody, how many of these accounts have it.</param>
public sealed record PlatformLine(Platform Platform, int Accounts, IReadOnlyDictionary<Component, int> HeldBy);

/// <summary>Lists the platforms with the number of their accounts, in a fixed number of queries.</summary>
public sealed class ListPlatforms(VaultDb db, PlatformList platforms)
{
    /// <exception cref="Audit.TamperedRowException">A row of the list is not the attested one, or was removed.</exception>
    public async Task<IReadOnlyList<PlatformLine>> Run()
    {
        var accounts = await db.Set<Account>()
            .GroupBy(a => a.Platform)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, StringComparer.Ordinal);
        var held = (
            await db.Set<SecretVersion>()
                .Join(
                    db.Set<Account>(),
                    v => v.Account,
                    a => a.Id,
                    (v, a) =>
                        new
                        {
                            a.Platform,
                            v.Component,
                            v.Account,
                        }
                )
                .Distinct()
                .GroupBy(v => new { v.Platform, v.Component })
                .Select(g => new
                {
                    g.Key.Platform,
                    g.Key.Component,
                    Count = g.Count(),
                })
                .ToListAsync()
        ).ToLookup(h => h.Platform, StringComparer.Ordinal);
        return
        [
            .. platforms.All.Select(p => new PlatformLine(
                p,
                accounts.GetValueOrDefault(p.Key),
                held[p.Key].ToDictionary(h => h.Component, h => h.Count)
            )),
        ];
    }
}
