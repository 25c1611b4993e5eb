using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Calendar;

/// <summary>
/// Enters a holiday or a make-up working day, or several in a row; one that is there under another name is renamed.
/// Deadlines that have been fixed before stay as they are.
/// </summary>
public sealed class EnterCalendarDays(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Administer"/> with the actor as subject.</param>
    /// <param name="last">Null: one day.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<CalendarOutcome> Run(
        Actor actor,
        FreshProof? proof,
        DateOnly? first,
        DateOnly? last,
        CalendarDayKind kind,
        string? name
    ) =>
        vault.Writer.Write<CalendarOutcome>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(EnterCalendarDays)))
                    return new CalendarOutcome.NotYourRole();
                var faults = new List<CalendarFault>();
                if (CalendarSpan.Read(first, last, kind, name, faults) is not { } span)
                    return new CalendarOutcome.Faulty(faults);
                var plan = CalendarPlan.Of(CalendarDay.ReadAll(scope.Db), [span]);
                if (plan.IsEmpty)
                    return new CalendarOutcome.Done(0);
                if (!CalendarChange.IsProven(scope, proof, nameof(EnterCalendarDays)))
                    return new CalendarOutcome.ProofNotFresh();
                CalendarChange.Apply(scope, plan);
                return new CalendarOutcome.Done(plan.Changes.Count());
            }
        );
}
