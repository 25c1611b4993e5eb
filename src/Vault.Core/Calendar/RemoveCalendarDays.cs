using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Calendar;

/// <summary>
/// Takes days out of the calendar, which are then again what the week says. Each is a line; deadlines that have been fixed
/// before stay as they are.
/// </summary>
public sealed class RemoveCalendarDays(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Administer"/> with the actor as subject.</param>
    /// <param name="days">Those that are not in the calendar are passed over.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<CalendarOutcome> Run(Actor actor, FreshProof? proof, IReadOnlyCollection<DateOnly> days) =>
        vault.Writer.Write<CalendarOutcome>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(RemoveCalendarDays)))
                    return new CalendarOutcome.NotYourRole();
                var rows = CalendarDay.ReadAll(scope.Db).Where(r => !r.IsRemoved && days.Contains(r.Day));
                var leaving = rows.OrderBy(r => r.Day).ToList();
                if (leaving.Count == 0)
                    return new CalendarOutcome.Done(0);
                if (!CalendarChange.IsProven(scope, proof, nameof(RemoveCalendarDays)))
                    return new CalendarOutcome.ProofNotFresh();
                foreach (var row in leaving)
                {
                    row.Remove();
                    scope.Append(new CalendarDayRemoved(row.Day, row.Kind, PrivateText.Of(row.Name)));
                }
                return new CalendarOutcome.Done(leaving.Count);
            }
        );
}
