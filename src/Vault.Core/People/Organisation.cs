using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>The organisation this vault belongs to. One row.</summary>
public sealed class Organisation : IAttestedRow
{
    private Organisation() { }

    /// <summary>Always 1.</summary>
    public int Id { get; private init; } = 1;

    public string Name { get; private init; } = "";

    public UnitId RootUnit { get; private init; }

    public DateTimeOffset FoundedAt { get; private init; }

    public string RowId => "1";

    public Guid RowOwner => Guid.Empty;

    public static Organisation Of(string name, UnitId rootUnit, DateTimeOffset foundedAt) =>
        new()
        {
            Name = name,
            RootUnit = rootUnit,
            FoundedAt = foundedAt,
        };
}

/// <summary>A unit of the organisation: school, college, department, sub-unit, student body. A tree.</summary>
public sealed class Unit : IAttestedRow
{
    /// <summary>Characters of a name at most.</summary>
    public const int NameLimit = 100;

    private Unit() { }

    public UnitId Id { get; private init; }

    /// <summary>Null for the root.</summary>
    public UnitId? Parent { get; private init; }

    public string Name { get; private init; } = "";

    public string RowId => Id.ToString();

    public Guid RowOwner => Parent?.Value ?? Guid.Empty;

    public static Unit Of(UnitId id, UnitId? parent, string name) =>
        new()
        {
            Id = id,
            Parent = parent,
            Name = name,
        };
}
