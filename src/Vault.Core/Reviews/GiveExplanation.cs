using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Reviews;

/// <summary>说明: who was asked about an entry answers, once, and as long as the review is not signed.</summary>
public sealed class GiveExplanation(VaultInstance vault, FieldSealer fields)
{
    /// <returns>Not found for everybody who was not asked.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<ReviewOutcome> Run(Actor actor, ExplanationId id, Reason answer)
    {
        var person = actor.RequirePerson();
        return vault.Writer.Write(
            actor,
            scope =>
            {
                var row = scope.Db.Set<Explanation>().Where(e => e.Id == id);
                if (scope.Db.OneOfNow(row, id.ToString()) is not { } asked || asked.Person != person)
                {
                    scope.Append(new AccessRefused(nameof(GiveExplanation), id.ToString()));
                    return new ReviewOutcome.NotFound();
                }
                var review = asked.Review;
                var of = scope.Db.OneOfNow(scope.Db.Set<Review>().Where(r => r.Id == review), review.ToString())!;
                if (asked.IsAnswered || of.IsSigned)
                {
                    var why = asked.IsAnswered ? ReviewRefusal.AnsweredBefore : ReviewRefusal.SignedBefore;
                    return ReviewOutcome.Refuse(scope, review, ReviewStep.Explain, why);
                }
                asked.Answer(ReviewText.SealAnswer(fields, id, answer), scope.Now);
                scope.Append(new ExplanationGiven(review, id, asked.Entry, PrivateText.Of(answer.Text)));
                return (ReviewOutcome)new ReviewOutcome.Done(review);
            }
        );
    }
}
