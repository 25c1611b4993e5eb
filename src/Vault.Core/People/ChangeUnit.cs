using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>Renames a unit, moves it in the tree, says what it is or who stands behind it; each change is a line.</summary>
public sealed class ChangeUnit(VaultInstance vault)
{
    /// <param name="revision">The one the registrar saw; if it is no longer the newest, nothing is changed.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<ChangeOutcome> Run(Actor actor, UnitId id, int revision, UnitEntry entry) =>
        vault.Writer.Write<ChangeOutcome>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(ChangeUnit)))
                    return new ChangeOutcome.NotYourRole();
                var row = scope.Db.Set<Unit>().Where(u => u.Id == id);
                if (scope.Db.OneOfNow(row, id.ToString()) is not { DissolvedAt: null } unit)
                    return new ChangeOutcome.NotFound();
                if (unit.Revision != revision)
                    return new ChangeOutcome.ChangedMeanwhile();
                var faults = new List<RegisterFault>();
                return UnitFacts.Read(scope.Db, entry, unit, faults) is { } next
                    ? new ChangeOutcome.Changed(Change(scope, unit, next))
                    : new ChangeOutcome.Faulty(faults);
            }
        );

    private static int Change(WriteScope scope, Unit unit, UnitFacts next)
    {
        var former = UnitFacts.Of(unit);
        var changes = former.ChangesTo(next).ToList();
        if (changes.Count == 0)
            return 0;
        unit.Change(next);
        foreach (var fact in changes)
            scope.Append(
                new UnitFactChanged(unit.Id, fact, Say(scope.Db, fact, former[fact]), Say(scope.Db, fact, next[fact]))
            );
        return changes.Count;
    }

    private static PrivateText? Say(VaultDb db, UnitFact fact, string? value) =>
        fact switch
        {
            _ when value is null => null,
            UnitFact.Parent => PrivateText.Of(Units.NameOf(db, value)),
            UnitFact.Fallback => SayPerson(db, PersonId.Parse(value, null)),
            _ => PrivateText.Of(value),
        };

    private static PrivateText SayPerson(VaultDb db, PersonId id) =>
        PrivateText.Of(db.Set<Person>().Single(p => p.Id == id).DisplayName, id);
}
