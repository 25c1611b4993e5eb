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
