using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>Takes a purpose off the list, or offers it again. What was asked for it keeps it.</summary>
public sealed class OfferPurpose(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Administer"/> with the actor as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<PurposeOutcome> Run(Actor actor, FreshProof? proof, string key, bool isOffered) =>
        PurposeChange.Run(
            vault,
            actor,
            nameof(OfferPurpose),
            (scope, list) =>
            {
                if (list.Find(key) is not { } purpose)
                    return new PurposeOutcome.NotFound();
                if (purpose.IsOffered == isOffered)
                    return new PurposeOutcome.Decided();
                if (!isOffered && list.Offered.Count() == 1)
                    return new PurposeOutcome.LastOne();
                if (!PurposeChange.IsProven(scope, proof))
                    return new PurposeOutcome.ProofNotFresh();
                var row = scope.Db.OneOfNow(scope.Db.Set<PurposeRow>().Where(r => r.Key == key), key);
                if (row is null)
                {
                    row = PurposeRow.Of(key, null);
                    scope.Db.Add(row);
                }
                row.Offer(isOffered);
                AuditEvent line = isOffered ? new PurposeOffered(key) : new PurposeRetired(key);
                scope.Append(line);
                return new PurposeOutcome.Decided();
            }
        );
}
