using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Imports;

/// <summary>Finds the units that rows name in the register, or enters them below the organisation.</summary>
internal sealed class PlannedUnits
{
    private static readonly (string Word, UnitKind Kind)[] Words =
    [
        ("学生", UnitKind.StudentBody),
        ("社团", UnitKind.StudentBody),
        ("协会", UnitKind.StudentBody),
        ("班", UnitKind.StudentBody),
        ("学院", UnitKind.College),
        ("书院", UnitKind.College),
    ];

    private readonly UnitId _root;
    private readonly Dictionary<UnitId, string> _names;
    private readonly ILookup<string, Unit> _known;
    private readonly Dictionary<string, PlannedUnit> _planned = new(StringComparer.Ordinal);

    public PlannedUnits(RegisterState state)
    {
        _root = state.Units.Single(u => u.Parent is null).Id;
        _names = state.Units.ToDictionary(u => u.Id, u => u.Name);
        _known = state
            .Units.Where(u => u.DissolvedAt is null)
            .ToLookup(u => CellText.Plain(u.Name), StringComparer.Ordinal);
        Fallbacks = state.Units.Where(u => u.Fallback is not null).ToDictionary(u => u.Id, u => u.Fallback!.Value);
    }

    public IReadOnlyList<PlannedUnit> Planned => [.. _planned.Values];

    public IReadOnlyDictionary<UnitId, PersonId> Fallbacks { get; }

    public string NameOf(UnitId id) => _names[id];

    /// <summary>Null if the name cannot be used, and then the reason.</summary>
    /// <param name="present">Where the account stands now: of several units of the name it is this one.</param>
    public (UnitId? Unit, PlanProblemKind? Problem) Find(string named, UnitId? parent, UnitId? present)
    {
        if (!NameText.TryParse(named, Unit.NameLimit, out var name, out _))
            return (null, PlanProblemKind.NameUnusable);
        var known = _known[CellText.Plain(name)].ToList();
        if (known.Count > 1 && known.Exists(u => u.Name == name))
            known = [.. known.Where(u => u.Name == name)];
        if (known.Count > 1 && known.Exists(u => u.Id == present))
            known = [.. known.Where(u => u.Id == present)];
        if (known.Count > 1 && parent is not null)
            known = [.. known.Where(u => u.Parent == parent)];
        if (known.Count > 1)
            return (null, PlanProblemKind.UnitAmbiguous);
        if (known.Count == 1)
            return (known[0].Id, null);
        if (!_planned.TryGetValue(name, out var planned))
        {
            planned = new PlannedUnit(UnitId.New(), name, KindOf(name), parent ?? _root);
            _planned[name] = planned;
            _names[planned.Id] = name;
        }
        return (planned.Id, null);
    }

    private static UnitKind KindOf(string name) =>
        Words
            .Where(w => name.Contains(w.Word, StringComparison.Ordinal))
            .Select(w => (UnitKind?)w.Kind)
            .FirstOrDefault()
        ?? UnitKind.Department;
}
