using Microsoft.EntityFrameworkCore;

namespace Vault.Core.Audit;

/// <summary>
/// Rows with power where one that was tampered with must not hide the others: it is alarmed as everywhere, left out,
/// and the rest is read.
/// </summary>
internal static class SoundRows
{
    public static async Task<List<TRow>> Of<TId, TRow>(
        IReadOnlyCollection<TId> ids,
        Func<List<TId>, IQueryable<TRow>> rowsOf
    )
        where TRow : class, IAttestedRow
    {
        try
        {
            return ids.Count == 0 ? [] : await rowsOf([.. ids]).ToListAsync();
        }
        catch (TamperedRowException) when (ids.Count > 1)
        {
            var rows = new List<TRow>();
            foreach (var id in ids)
                rows.AddRange(await Of([id], rowsOf));
            return rows;
        }
        catch (TamperedRowException)
        {
            return [];
        }
    }
}
