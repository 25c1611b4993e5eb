using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Witnesses;

namespace Vault.Core.Reviews;

/// <summary>
/// 签署: the log is verified once more, and the sheet with its size and root is kept as it is from then on. Entries of the
/// signer himself are left to another reviewer, in a review of their own that begins with the signature.
/// </summary>
public sealed class SignReview(VaultDb db, VaultInstance vault, FieldSealer fields, LogVerification verification)
{
    /// <param name="proof">Fresh for <see cref="ProofPurpose.Sign"/> of this review; it is used up.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    /// <exception cref="TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<ReviewOutcome> Run(Actor actor, FreshProof? proof, ReviewId id)
    {
        // The verification is not for everybody to set off, nor for nothing.
        if (await Obstacle(actor, id) is { } refused)
            return refused;
        var review = ReviewFacts.Read(db, id)!.Review;
        var verified = await ReviewDesk.Verify(verification, actor, review.Period);
        if (!verified.IsSound)
            return await ReviewDesk.RefuseUnsound(vault, actor, id, ReviewStep.Sign, verified);
        var pack = ReviewPack.Read(db, vault, review.Period, verified.Size);
        return await vault.Writer.Write(
            actor,
            scope => ReviewDesk.Take(scope, id, ReviewStep.Sign, facts => Sign(scope, proof, facts, pack, verified))
        );
    }

    private async Task<ReviewOutcome?> Obstacle(Actor actor, ReviewId id)
    {
        var person = actor.RequirePerson();
        if (
            LogReading.IsReviewer(db, person, vault.Clock.GetUtcNow())
            && ReviewFacts.Read(db, id) is { } facts
            && facts.MaySign(person) is null
        )
            return null;
        return await vault.Writer.Write(
            actor,
            scope =>
                ReviewDesk.Take(
                    scope,
                    id,
                    ReviewStep.Sign,
                    facts =>
                        ReviewOutcome.Refuse(
                            scope,
                            id,
                            ReviewStep.Sign,
                            facts.MaySign(person) ?? ReviewRefusal.NotAllJudged
                        )
                )
        );
    }

    private ReviewOutcome Sign(WriteScope scope, FreshProof? proof, ReviewFacts facts, ReviewPack pack, Verified log)
    {
        var (review, person) = (facts.Review, scope.Actor.RequirePerson());
        if (facts.MaySign(person) is { } why)
            return ReviewOutcome.Refuse(scope, review.Id, ReviewStep.Sign, why);
        if (AddFlagged(scope, facts, pack))
            return ReviewOutcome.Refuse(scope, review.Id, ReviewStep.Sign, ReviewRefusal.MoreFlagged);
        if (proof?.Use(scope.Actor, ProofPurpose.Sign, review.Id.Value, scope.Now) != true)
            return ReviewOutcome.Refuse(scope, review.Id, ReviewStep.Sign, ReviewRefusal.ProofNotFresh);
        var left = facts.LeftBy(person);
        var (year, serial) = ReviewDesk.Next(scope);
        var rest = left.Count == 0 ? null : review.Rest(year, serial, person, scope.Now);
        var sheet = Sheet(scope, facts, pack, log, rest);
        var kept = SealedSheet.Of(fields, review.Id, sheet);
        review.Sign(kept, (sheet.Epoch, log.Size, log.Root), person, scope.Now);
        scope.Append(
            new ReviewSigned(
                review.Id,
                review.From,
                review.Until,
                sheet.Epoch,
                log.Size,
                log.Root,
                kept.Sha256,
                sheet.Count(ReviewDisposition.Normal),
                sheet.Count(ReviewDisposition.Violation),
                left.Count
            )
        );
        scope.AttestByLastLine();
        if (rest is not null)
            Leave(scope, rest, left);
        return new ReviewOutcome.Done(review.Id);
    }

    /// <summary>A clock that was set back, or a day that has become free, flags more than when it was opened.</summary>
    private static bool AddFlagged(WriteScope scope, ReviewFacts facts, ReviewPack pack)
    {
        if (facts.Review.RestOf is not null)
            return false;
        var known = facts.Entries.Select(e => e.Entry).ToHashSet();
        var more = pack.Flagged.Where(f => !known.Contains(f.Line.Sequence)).ToList();
        ReviewDesk.List(scope, facts.Review.Id, more.Select(f => ReviewEntry.Of(facts.Review.Id, f)));
        return more.Count > 0;
    }

    private static void Leave(WriteScope scope, Review rest, IReadOnlyList<ReviewEntry> left)
    {
        scope.Db.Add(rest);
        scope.Append(new ReviewOpened(rest.Id, rest.RestOf, rest.From, rest.Until, rest.OpenedOver, left.Count));
        scope.AttestByLastLine();
        ReviewDesk.List(scope, rest.Id, left.Select(e => e.For(rest.Id)));
    }

    private ReviewSheet Sheet(WriteScope scope, ReviewFacts facts, ReviewPack pack, Verified log, Review? rest)
    {
        var review = facts.Review;
        var persons = facts.Entries.SelectMany(e => new[] { e.Person, e.DisposedBy }).OfType<PersonId>();
        var names = Names(scope.Db, persons.Append(scope.Actor.RequirePerson()).Distinct());
        var accounts = AccountNames(scope.Db, facts.Entries.Select(e => e.Account).OfType<AccountId>().Distinct());
        var former = review.RestOf is { } id
            ? scope.Db.OneOfNow(scope.Db.Set<Review>().Where(r => r.Id == id), id.ToString())
            : null;
        return new(
            review.Number,
            review.From,
            review.Until,
            former?.Number,
            rest?.Number,
            names[scope.Actor.RequirePerson()],
            scope.Now,
            vault.Log.Epoch,
            log.Size,
            log.Root,
            pack.Counts,
            [.. facts.Entries.Select(e => Line(facts, e, names, accounts))]
        );
    }

    private SheetLine Line(
        ReviewFacts facts,
        ReviewEntry entry,
        Dictionary<PersonId, string> names,
        Dictionary<AccountId, string> accounts
    )
    {
        var asked = facts.Asked(entry);
        return new(
            entry.Entry,
            entry.At,
            entry.Kind,
            entry.Account is { } account ? accounts[account] : null,
            entry.Person is { } person ? names[person] : null,
            entry.Flags,
            entry.IsJudged ? entry.Disposition : null,
            entry.DisposedBy is { } by && entry.IsJudged ? names[by] : null,
            ReviewText.Remark(fields, entry),
            asked is null ? null : ReviewText.Question(fields, asked),
            asked is null ? null : ReviewText.Answer(fields, asked)
        );
    }

    private static Dictionary<PersonId, string> Names(VaultDb db, IEnumerable<PersonId> wanted)
    {
        var ids = wanted.ToList();
        return db.SomeOfNow(db.Set<Person>().Where(p => ids.Contains(p.Id)), ids.Select(p => p.ToString()))
            .ToDictionary(p => p.Id, p => p.DisplayName);
    }

    private static Dictionary<AccountId, string> AccountNames(VaultDb db, IEnumerable<AccountId> wanted)
    {
        var ids = wanted.ToList();
        return db.SomeOfNow(db.Set<Account>().Where(a => ids.Contains(a.Id)), ids.Select(a => a.ToString()))
            .ToDictionary(a => a.Id, a => a.Name);
    }
}
