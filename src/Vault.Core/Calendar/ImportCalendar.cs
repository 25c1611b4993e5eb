using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Calendar;

/// <summary>
/// Takes over the days of a list, all of them in one transaction. The same list again changes nothing and leaves no line.
/// </summary>
public sealed class ImportCalendar(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Administer"/> with the actor as subject.</param>
    /// <param name="list">What was read of it; see <see cref="CalendarFile"/>.</param>
    /// <param name="shown">The digest of the plan that was looked at.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<CalendarOutcome> Run(Actor actor, FreshProof? proof, CalendarList list, string? shown) =>
        vault.Writer.Write<CalendarOutcome>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(ImportCalendar)))
                    return new CalendarOutcome.NotYourRole();
                var plan = CalendarPlan.Of(CalendarDay.ReadAll(scope.Db), list.Spans);
                if (plan.IsEmpty)
                    return new CalendarOutcome.Done(0);
                if (plan.Digest != shown)
                    return new CalendarOutcome.ChangedMeanwhile();
                if (!CalendarChange.IsProven(scope, proof, nameof(ImportCalendar)))
                    return new CalendarOutcome.ProofNotFresh();
                var days = plan.Changes.Select(c => c.Day).ToList();
                scope.Append(new CalendarImported(plan.Entered, plan.Renamed, days[0], days[^1]));
                CalendarChange.Apply(scope, plan);
                return new CalendarOutcome.Done(days.Count);
            }
        );
}
