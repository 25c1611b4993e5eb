using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>Enters a unit below another. Units below one parent have different names.</summary>
public sealed class AddUnit(VaultInstance vault)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<RegisterOutcome<UnitId>> Run(Actor actor, UnitEntry entry) =>
        vault.Writer.Write<RegisterOutcome<UnitId>>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(AddUnit)))
                    return new RegisterOutcome<UnitId>.NotYourRole();
                var faults = new List<RegisterFault>();
                return UnitFacts.Read(scope.Db, entry, null, faults) is { } facts
                    ? new RegisterOutcome<UnitId>.Entered(Enter(scope, facts))
                    : new RegisterOutcome<UnitId>.Faulty(faults);
            }
        );

    internal static UnitId Enter(WriteScope scope, UnitFacts facts)
    {
        var id = UnitId.New();
        scope.Db.Add(Unit.Of(id, facts));
        scope.Append(new UnitAdded(id, facts.Parent, PrivateText.Of(facts.Name), facts.Kind));
        return id;
    }
}

/// <summary>Looking up the unit that a form names.</summary>
internal static class Units
{
    /// <summary>Whether there is such a unit and it has not been dissolved.</summary>
    public static bool Exists(VaultDb db, UnitId? id) =>
        id is { } unit
        && db.OneOfNow(db.Set<Unit>().Where(u => u.Id == unit), unit.ToString()) is { DissolvedAt: null };

    public static string NameOf(VaultDb db, string id)
    {
        var unit = UnitId.Parse(id, null);
        return db.Set<Unit>().Single(u => u.Id == unit).Name;
    }

    public static RegisterFault Fault(UnitId? named) =>
        new(RegisterField.Unit, named is null ? RegisterProblem.Missing : RegisterProblem.Unknown);
}
