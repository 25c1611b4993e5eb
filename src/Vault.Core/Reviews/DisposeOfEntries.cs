using Vault.Core.Audit;
using Vault.Core.Calendar;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Core.Reviews;

/// <summary>
/// 处置: a reviewer says what to think of flagged entries, all of them or none; whoever answers for one may be asked to
/// explain it first. May be said anew until the review is signed; the log has every word.
/// </summary>
public sealed class DisposeOfEntries(VaultInstance vault, FieldSealer fields)
{
    /// <param name="entries">Sequences; those that are not of this review count for nothing.</param>
    /// <param name="remark">What was found, or what is asked; needed unless they are found normal.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    /// <exception cref="TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public Task<ReviewOutcome> Run(
        Actor actor,
        ReviewId id,
        IReadOnlyCollection<long> entries,
        ReviewDisposition disposition,
        Reason? remark
    )
    {
        var step = disposition == ReviewDisposition.ExplanationRequested ? ReviewStep.Ask : ReviewStep.Dispose;
        return vault.Writer.Write(
            actor,
            scope =>
                ReviewDesk.Take(
                    scope,
                    id,
                    step,
                    facts =>
                    {
                        var chosen = facts.Entries.Where(e => entries.Contains(e.Entry)).ToList();
                        if (chosen.Count == 0)
                            return new ReviewOutcome.NotFound();
                        if (Obstacle(scope, facts, chosen, disposition, remark) is { } why)
                            return ReviewOutcome.Refuse(scope, id, step, why);
                        chosen.ForEach(e => Say(scope, e, disposition, remark));
                        return new ReviewOutcome.Done(id);
                    }
                )
        );
    }

    private static ReviewRefusal? Obstacle(
        WriteScope scope,
        ReviewFacts facts,
        List<ReviewEntry> chosen,
        ReviewDisposition disposition,
        Reason? remark
    )
    {
        var (by, today) = (scope.Actor.RequirePerson(), OrganisationTime.DayOf(scope.Now));
        foreach (var entry in chosen)
        {
            if (facts.MayDispose(entry, disposition, by, today) is { } why)
                return why;
        }
        if (disposition == ReviewDisposition.Normal)
            return null;
        if (remark is null)
            return ReviewRefusal.RemarkMissing;
        var isAsked = disposition == ReviewDisposition.ExplanationRequested;
        return isAsked && chosen.Exists(e => SignInRows.PersonOf(scope.Db, e.Person!.Value) is null)
            ? ReviewRefusal.NobodyToAsk
            : null;
    }

    private void Say(WriteScope scope, ReviewEntry entry, ReviewDisposition disposition, Reason? remark)
    {
        var by = scope.Actor.RequirePerson();
        var isAsked = disposition == ReviewDisposition.ExplanationRequested;
        entry.SetDisposition(disposition, isAsked ? null : ReviewText.SealRemark(fields, entry, remark), by, scope.Now);
        if (isAsked)
        {
            Ask(scope, entry, remark!);
            return;
        }
        var text = remark is null ? (PrivateText?)null : PrivateText.Of(remark.Text, entry.Person);
        scope.Append(new ReviewEntryDisposed(entry.Review, entry.Entry, disposition, text));
    }

    private void Ask(WriteScope scope, ReviewEntry entry, Reason question)
    {
        var (id, person) = (ExplanationId.New(), entry.Person!.Value);
        var deadline = WorkingDays.Read(scope.Db).After(OrganisationTime.DayOf(scope.Now), Explanation.Days);
        var asked = ReviewText.SealQuestion(fields, id, question);
        scope.Db.Add(Explanation.Of(id, entry, asked, deadline, scope.Actor.RequirePerson(), scope.Now));
        var text = PrivateText.Of(question.Text, person);
        scope.Append(new ExplanationAsked(entry.Review, id, entry.Entry, person, deadline, text));
    }
}
