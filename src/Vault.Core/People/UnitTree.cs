namespace Vault.Core.People;

/// <summary>The units as a tree, for lists and drop-downs.</summary>
public static class UnitTree
{
    /// <summary>The unit and all units below it.</summary>
    public static HashSet<UnitId> Below(IEnumerable<Unit> units, UnitId top)
    {
        var children = units.Where(u => u.Parent is not null).ToLookup(u => u.Parent!.Value, u => u.Id);
        var found = new HashSet<UnitId> { top };
        var open = new Queue<UnitId>([top]);
        while (open.TryDequeue(out var next))
        {
            foreach (var child in children[next].Where(found.Add))
                open.Enqueue(child);
        }
        return found;
    }

    /// <summary>The unit and all units above it, from itself to the organisation.</summary>
    public static IReadOnlyList<UnitId> Above(IEnumerable<Unit> units, UnitId bottom)
    {
        var parents = units.ToDictionary(u => u.Id, u => u.Parent);
        var found = new List<UnitId>();
        for (UnitId? next = bottom; next is { } unit && !found.Contains(unit); next = parents.GetValueOrDefault(unit))
            found.Add(unit);
        return found;
    }

    /// <summary>Every unit with its depth from 0, parents before children, siblings by name.</summary>
    public static IReadOnlyList<(Unit Unit, int Depth)> InOrder(IEnumerable<Unit> units)
    {
        var children = units.OrderBy(u => u.Name, StringComparer.Ordinal).ToLookup(u => u.Parent?.Value ?? Guid.Empty);
        var ordered = new List<(Unit, int)>();
        Add(Guid.Empty, 0);
        return ordered;

        void Add(Guid parent, int depth)
        {
            foreach (var unit in children[parent])
            {
                ordered.Add((unit, depth));
                Add(unit.Id.Value, depth + 1);
            }
        }
    }
}
