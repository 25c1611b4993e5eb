using Microsoft.EntityFrameworkCore;
using Vault.Core.Filings;

namespace Vault.Core.Handovers;

/// <summary>
/// The filing that tells the office of a closed account: the one that was not accepted yet when three had signed, since that
/// change opened or joined it.
/// </summary>
internal static class FiledParts
{
    /// <returns>Of those that nobody signs or that are not closed, none.</returns>
    /// <exception cref="Audit.TamperedRowException">A filing is not the attested one, or was removed.</exception>
    public static IReadOnlyDictionary<(HandoverId, AccountId), Filing> Of(VaultDb db, IEnumerable<HandoverPart> parts)
    {
        var closed = parts.Where(p => p is { IsSigned: true, ClosedAt: not null }).ToList();
        var ids = closed.Select(p => p.Account).ToHashSet();
        if (ids.Count == 0)
            return new Dictionary<(HandoverId, AccountId), Filing>();
        var filings = db.AllOfEachNow(ids.Select(id => id.Value), db.Set<Filing>().Where(f => ids.Contains(f.Account)));
        return closed
            .Select(p => (Part: p, Filing: Of(p, filings[p.Account.Value])))
            .Where(p => p.Filing is not null)
            .ToDictionary(p => (p.Part.Handover, p.Part.Account), p => p.Filing!);
    }

    /// <param name="filings">All of the account.</param>
    private static Filing? Of(HandoverPart part, IEnumerable<Filing> filings) =>
        filings.OrderBy(f => f.OpenedAt).FirstOrDefault(f => f.AcceptedAt is not { } at || at > part.ClosedAt);
}
