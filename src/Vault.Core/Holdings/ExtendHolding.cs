using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Holdings;

/// <summary>A short-term operator was seen to have been let in for longer.</summary>
public sealed class ExtendHolding(VaultInstance vault)
{
    /// <param name="until">His last day, later than the one before; null: a month from today.</param>
    /// <param name="evidence">What was seen, and where.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<HoldingOutcome> Run(Actor actor, HoldingId id, DateOnly? until, Reason evidence)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<HoldingOutcome>(
            actor,
            scope =>
            {
                var row = scope.Db.Set<Holding>().Where(h => h.Id == id);
                if (scope.Db.OneOfNow(row, id.ToString()) is not { } holding)
                    return new HoldingOutcome.NotFound();
                var keeper = HoldingKeeper.Find(scope.Db, by, holding.Account, scope.Now)!;
                if ((keeper.Barred ?? Obstacle(holding)) is { } why)
                    return keeper.Refuse(scope, HoldingStep.Extend, id, why);
                var today = OrganisationTime.DayOf(scope.Now);
                var last = until ?? today.AddMonths(1);
                if (Problem(scope.Db, keeper, holding, last, today) is { } problem)
                    return new HoldingOutcome.Faulty([new(HoldingField.Until, problem)]);
                holding.Extend(last);
                var text = PrivateText.Of(evidence.Text);
                scope.Append(new HoldingExtended(holding.Account, id, holding.Kind, holding.Holder, last, text));
                return new HoldingOutcome.Done(holding);
            }
        );
    }

    private static HoldingRefusal? Obstacle(Holding holding)
    {
        if (!holding.IsRunning)
            return HoldingRefusal.EndedBefore;
        return holding.Kind == HoldingKind.ShortTermOperator ? null : HoldingRefusal.NotShortTerm;
    }

    private static RegisterProblem? Problem(
        VaultDb db,
        HoldingKeeper keeper,
        Holding holding,
        DateOnly last,
        DateOnly today
    )
    {
        if (!new HoldingReading(db, keeper, today, []).IsADay(last))
            return RegisterProblem.NotADay;
        return last <= holding.Until || last < today ? RegisterProblem.Backwards : null;
    }
}
