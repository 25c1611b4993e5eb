using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Text;

namespace Vault.Core.People;

/// <summary>Enters a unit below another. Units below one parent have different names.</summary>
public sealed class AddUnit(VaultInstance vault)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<RegisterOutcome<UnitId>> Run(Actor actor, UnitId? parent, string? name) =>
        vault.Writer.Write<RegisterOutcome<UnitId>>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(AddUnit)))
                    return new RegisterOutcome<UnitId>.NotYourRole();
                var faults = new List<RegisterFault>();
                if (!NameText.TryParse(name, Unit.NameLimit, out var parsed, out var fault))
                    faults.Add(RegisterFault.Of(RegisterField.Name, fault.Value));
                if (!Units.Exists(scope.Db, parent))
                    faults.Add(Units.Fault(parent));
                else if (parsed is not null && scope.Db.Set<Unit>().Any(u => u.Parent == parent && u.Name == parsed))
                    faults.Add(new(RegisterField.Name, RegisterProblem.Taken));
                return faults.Count > 0
                    ? new RegisterOutcome<UnitId>.Faulty(faults)
                    : Enter(scope, parent!.Value, parsed!);
            }
        );

    private static RegisterOutcome<UnitId>.Entered Enter(WriteScope scope, UnitId parent, string name)
    {
        var unit = Unit.Of(UnitId.New(), parent, name);
        scope.Db.Add(unit);
        scope.Append(new UnitAdded(unit.Id, parent, PrivateText.Of(name)));
        return new(unit.Id);
    }
}

/// <summary>Looking up the unit that a form names.</summary>
internal static class Units
{
    public static bool Exists(VaultDb db, UnitId? id) =>
        id is { } unit && db.OneOfNow(db.Set<Unit>().Where(u => u.Id == unit), unit.ToString()) is not null;

    public static RegisterFault Fault(UnitId? named) =>
        new(RegisterField.Unit, named is null ? RegisterProblem.Missing : RegisterProblem.Unknown);
}
