using Vault.Core.Audit;

namespace Vault.Core.SignIns;

/// <summary>One code that stands in for the second factor once. Only its keyed hash is kept.</summary>
public sealed class RecoveryCode : IAttestedRow
{
    private RecoveryCode() { }

    public RecoveryCodeId Id { get; private init; }

    public PersonId Person { get; private init; }

    /// <summary>32 bytes, see <see cref="RecoveryCodes"/>.</summary>
    public byte[] Hash { get; private init; } = [];

    public DateTimeOffset IssuedAt { get; private init; }

    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>When a newer set took the place of this one.</summary>
    public DateTimeOffset? ReplacedAt { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Person.Value;

    public bool IsLive => UsedAt is null && ReplacedAt is null;

    public static RecoveryCode Of(PersonId person, byte[] hash, DateTimeOffset at) =>
        new()
        {
            Id = RecoveryCodeId.New(),
            Person = person,
            Hash = hash,
            IssuedAt = at,
        };

    public void Use(DateTimeOffset at) => UsedAt = at;

    public void Replace(DateTimeOffset at) => ReplacedAt ??= at;
}
