using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Calendar;

/// <summary>What is wrong with days that were typed.</summary>
public enum CalendarFault
{
    DayMissing,

    /// <summary>Not from <see cref="CalendarDay.Earliest"/> to <see cref="CalendarDay.Latest"/>.</summary>
    OutOfRange,

    /// <summary>It would end before it begins.</summary>
    Backwards,

    /// <summary>More than <see cref="CalendarSpan.Longest"/> days.</summary>
    TooLong,

    /// <summary>The week says the same of every day of it.</summary>
    NothingDiffers,

    NameMissing,

    /// <summary>More than <see cref="CalendarDay.NameLimit"/>.</summary>
    NameTooLong,

    NameNotAllowed,

    /// <summary>Of a list: neither a holiday nor a make-up working day, in no word that is known.</summary>
    KindUnknown,

    /// <summary>Of a list: an earlier row has one of these days under another name.</summary>
    NamedTwice,
}

/// <summary>What came of changing the calendar.</summary>
public abstract record CalendarOutcome
{
    private CalendarOutcome() { }

    /// <param name="Days">How many days are another than before; if none, nothing was written.</param>
    public sealed record Done(int Days) : CalendarOutcome;

    /// <summary>Mistakes to mend; nothing was changed.</summary>
    public sealed record Faulty(IReadOnlyList<CalendarFault> Faults) : CalendarOutcome;

    /// <summary>The calendar is another than the one that was shown; nothing was changed.</summary>
    public sealed record ChangedMeanwhile : CalendarOutcome;

    /// <summary>The calendar is the registrar's. Refused, and logged as refused.</summary>
    public sealed record NotYourRole : CalendarOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record ProofNotFresh : CalendarOutcome;
}

/// <summary>What the ways of changing the calendar have in common.</summary>
internal static class CalendarChange
{
    /// <summary>
    /// The last guard, so that a mistake does not cost a code. The calendar has no id of its own, so the person stands
    /// for it.
    /// </summary>
    /// <param name="entry">The use case, as the refusal in the log names it.</param>
    public static bool IsProven(WriteScope scope, FreshProof? proof, string entry)
    {
        if (EndRights.Prove(scope, proof, scope.Actor.RequirePerson().Value) is null)
            return true;
        scope.Append(new AccessRefused(entry, null));
        return false;
    }

    /// <summary>Enters days or renames them, each with its line.</summary>
    public static void Apply(WriteScope scope, CalendarPlan plan)
    {
        var rows = CalendarDay.ReadAll(scope.Db).ToDictionary(r => r.Day);
        foreach (var change in plan.Changes)
        {
            var (day, name) = (change.Day, change.Name);
            if (rows.TryGetValue(day, out var row))
                row.Become(name);
            else
                scope.Db.Add(CalendarDay.Of(day, name));
            var (kind, becomes) = (CalendarDay.KindOf(day), PrivateText.Of(name));
            if (change.Was is null)
                scope.Append(new CalendarDayEntered(day, kind, becomes));
            else
                scope.Append(new CalendarDayRenamed(day, kind, PrivateText.Of(change.Was), becomes));
        }
    }

    public static CalendarFault Of(NameFault fault) =>
        fault switch
        {
            NameFault.Missing => CalendarFault.NameMissing,
            NameFault.TooLong => CalendarFault.NameTooLong,
            _ => CalendarFault.NameNotAllowed,
        };
}
