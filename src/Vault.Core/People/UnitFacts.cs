using Microsoft.EntityFrameworkCore;
using Vault.Core.Text;

namespace Vault.Core.People;

/// <summary>One fact of a unit that can be changed, as the log names it.</summary>
public enum UnitFact
{
    Name,
    Parent,
    Kind,
    Fallback,
}

/// <summary>What a registrar types of a unit.</summary>
/// <param name="Parent">Not looked at for the root, which stays where it is.</param>
public sealed record UnitEntry(
    UnitId? Parent,
    string? Name,
    UnitKind Kind = UnitKind.Department,
    PersonId? Fallback = null
);

/// <summary>The facts of a unit, read and found sound.</summary>
public sealed record UnitFacts(UnitId? Parent, string Name, UnitKind Kind, PersonId? Fallback)
{
    public static UnitFacts Of(Unit unit) => new(unit.Parent, unit.Name, unit.Kind, unit.Fallback);

    /// <summary>Every fact as text; null where there is none.</summary>
    public string? this[UnitFact fact] =>
        fact switch
        {
            UnitFact.Name => Name,
            UnitFact.Parent => Parent?.ToString(),
            UnitFact.Kind => Kind.ToString(),
            UnitFact.Fallback => Fallback?.ToString(),
            _ => throw new ArgumentOutOfRangeException(nameof(fact)),
        };

    /// <summary>What differs, in the order of the form.</summary>
    public IEnumerable<UnitFact> ChangesTo(UnitFacts next) => Enum.GetValues<UnitFact>().Where(f => this[f] != next[f]);

    /// <summary>Null if anything is wrong, and then all of it is in the faults.</summary>
    /// <param name="self">The unit as it is, or null for a new one.</param>
    internal static UnitFacts? Read(VaultDb db, UnitEntry entry, Unit? self, List<RegisterFault> faults)
    {
        if (!NameText.TryParse(entry.Name, Unit.NameLimit, out var name, out var fault))
            faults.Add(RegisterFault.Of(RegisterField.Name, fault.Value));
        var isRoot = self is { Parent: null };
        var parent = isRoot ? null : entry.Parent;
        if (!isRoot)
            CheckParent(db, parent, name, self?.Id, faults);
        if (!Enum.IsDefined(entry.Kind) || isRoot != (entry.Kind == UnitKind.Organisation))
            faults.Add(new(RegisterField.Kind, RegisterProblem.Unknown));
        if (entry.Fallback is { } fallback && !MayFollow(db, fallback))
            faults.Add(new(RegisterField.Fallback, RegisterProblem.Unknown));
        return faults.Count > 0 ? null : new(parent, name!, entry.Kind, entry.Fallback);
    }

    private static void CheckParent(VaultDb db, UnitId? parent, string? name, UnitId? self, List<RegisterFault> faults)
    {
        if (!Units.Exists(db, parent))
        {
            faults.Add(Units.Fault(parent));
            return;
        }
        var units = db.Set<Unit>().ToList();
        if (self is { } id && UnitTree.Below(units, id).Contains(parent!.Value))
            faults.Add(new(RegisterField.Unit, RegisterProblem.BelowItself));
        if (name is not null && units.Any(u => u.Parent == parent && u.Name == name && u.Id != self))
            faults.Add(new(RegisterField.Name, RegisterProblem.Taken));
    }

    /// <summary>A teacher, not a student, and somebody who is still there.</summary>
    private static bool MayFollow(VaultDb db, PersonId id) =>
        db.OneOfNow(db.Set<Person>().Where(p => p.Id == id), id.ToString()) is { IsStudent: false, DisabledAt: null };
}
