using Microsoft.EntityFrameworkCore;
using Vault.Core.People;

namespace Vault.Core.Reviews;

/// <summary>One review without its entries, for a reviewer.</summary>
public sealed class FindReview(VaultDb db)
{
    /// <returns>Null if there is none, or he is no reviewer.</returns>
    /// <exception cref="Audit.TamperedRowException">It is not the attested one, or was removed.</exception>
    public async Task<Review?> Run(Standing reader, ReviewId id) =>
        reader.Holds(OfficeRole.Reviewer)
            ? await db.OneOf(db.Set<Review>().Where(r => r.Id == id), id.ToString())
            : null;
}
