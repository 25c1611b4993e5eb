using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Reviews;

/// <summary>A signed sheet with what marks it.</summary>
public sealed record PrintedReview(ReviewSheet Sheet, byte[] Sha256);

/// <summary>
/// The signed sheet for paper, as it was signed. It leaves the vault, so it takes a second factor for
/// <see cref="ProofPurpose.Export"/> of this review, and is a line of its own.
/// </summary>
public sealed class PrintReview(VaultInstance vault, FieldSealer fields)
{
    /// <exception cref="VaultUnavailableException">The log took no line: nothing is shown.</exception>
    /// <exception cref="TamperedRowException">A row of the review is not the attested one: nothing is shown.</exception>
    public Task<ReviewOutcome> Run(Actor actor, FreshProof? proof, ReviewId id) =>
        vault.Writer.Write(
            actor,
            scope =>
                ReviewDesk.Take(
                    scope,
                    id,
                    ReviewStep.Print,
                    facts =>
                    {
                        if (ReviewText.Sheet(fields, facts.Review) is not { } sheet)
                            return ReviewOutcome.Refuse(scope, id, ReviewStep.Print, ReviewRefusal.NotSigned);
                        if (proof?.Use(actor, ProofPurpose.Export, id.Value, scope.Now) != true)
                            return ReviewOutcome.Refuse(scope, id, ReviewStep.Print, ReviewRefusal.ProofNotFresh);
                        var sha256 = facts.Review.Sha256!;
                        scope.Append(new ReviewPrinted(id, sha256));
                        return new ReviewOutcome.Paper(new(sheet, sha256));
                    }
                )
        );
}
