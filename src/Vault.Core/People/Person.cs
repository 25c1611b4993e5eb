using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>A natural person. Never a group, and never deleted: the log names him.</summary>
public sealed class Person : IAttestedRow
{
    /// <summary>Characters of a name at most.</summary>
    public const int NameLimit = 60;

    private Person() { }

    public PersonId Id { get; private init; }

    /// <summary>Canonical, see <see cref="SignIns.UserName"/>; unique.</summary>
    public string UserName { get; private init; } = "";

    public string DisplayName { get; private init; } = "";

    public UnitId Unit { get; private init; }

    /// <summary>Null while the person may sign in.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Guid.Empty;

    public static Person Of(PersonId id, SignIns.UserName userName, string displayName, UnitId unit) =>
        new()
        {
            Id = id,
            UserName = userName.ToString(),
            DisplayName = displayName,
            Unit = unit,
        };

    public void Disable(DateTimeOffset at) => DisabledAt ??= at;
}
