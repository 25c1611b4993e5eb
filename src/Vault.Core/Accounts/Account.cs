using Vault.Core.Audit;

namespace Vault.Core.Accounts;

/// <summary>An official account on a platform the organisation does not own.</summary>
public sealed class Account : IAttestedRow
{
    /// <summary>Characters of a name at most.</summary>
    public const int NameLimit = 100;

    private Account() { }

    public AccountId Id { get; private init; }

    /// <summary>Key of <see cref="Accounts.Platform"/>.</summary>
    public string Platform { get; private init; } = "";

    public string Name { get; private init; } = "";

    /// <summary>The id the platform shows to everybody, if it has one.</summary>
    public string? PublicId { get; private init; }

    public UnitId Unit { get; private init; }

    public DateTimeOffset RegisteredAt { get; private init; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Unit.Value;

    public static Account Of(string platform, string name, string? publicId, UnitId unit, DateTimeOffset at) =>
        new()
        {
            Id = AccountId.New(),
            Platform = platform,
            Name = name,
            PublicId = publicId,
            Unit = unit,
            RegisteredAt = at,
        };
}
