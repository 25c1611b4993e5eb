using Vault.Core.Audit;

namespace Vault.Core.Custody;

public enum VersionState
{
    /// <summary>Durable, but not yet what the platform has.</summary>
    Pending,

    /// <summary>What opens the account now. At most one for each component.</summary>
    Current,

    /// <summary>Replaced, still recoverable.</summary>
    Retired,

    /// <summary>The ciphertext is gone; hash and fingerprint remain.</summary>
    Destroyed,
}

/// <summary>How a value came into the vault.</summary>
public enum ValueOrigin
{
    Typed,
    Generated,

    /// <summary>It stood in a sheet that was imported, and is presumed known by those named there.</summary>
    Imported,
}

/// <summary>One version of one component of one account. Its value is written once.</summary>
public sealed class SecretVersion : IAttestedRow
{
    private SecretVersion() { }

    public SecretVersionId Id { get; private init; }

    public AccountId Account { get; private init; }

    public Component Component { get; private init; }

    /// <summary>1, 2, … within account and component.</summary>
    public int Version { get; private init; }

    public VersionState State { get; private set; }

    public ValueOrigin Origin { get; private init; }

    /// <summary>Null once destroyed.</summary>
    internal byte[]? Ciphertext { get; private set; }

    public byte[] CiphertextHash { get; private init; } = [];

    /// <summary>The key of the ring it is sealed under.</summary>
    public string KeyId { get; private init; } = "";

    /// <summary>Keyed fingerprint of the value, sealed; kept after destruction.</summary>
    public byte[] Fingerprint { get; private init; } = [];

    public PersonId SetBy { get; private init; }

    public DateTimeOffset SetAt { get; private init; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Account.Value;

    /// <summary>The ciphertext to open; null once destroyed.</summary>
    public SealedSecret? Sealed => Ciphertext is null ? null : new(Id, new(Account, Component, Version), Ciphertext);

    public static SecretVersion Of(
        SealedSecret secret,
        string keyId,
        byte[] fingerprint,
        ValueOrigin origin,
        VersionState state,
        PersonId setBy,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = secret.Id,
            Account = secret.Address.Account,
            Component = secret.Address.Component,
            Version = secret.Address.Version,
            State = state,
            Origin = origin,
            Ciphertext = secret.Ciphertext,
            CiphertextHash = secret.Hash,
            KeyId = keyId,
            Fingerprint = fingerprint,
            SetBy = setBy,
            SetAt = at,
        };

    /// <exception cref="InvalidOperationException">Not pending.</exception>
    public void BecomeCurrent() => Move(VersionState.Pending, VersionState.Current);

    /// <exception cref="InvalidOperationException">Not current.</exception>
    public void Retire() => Move(VersionState.Current, VersionState.Retired);

    /// <summary>A pending value that was never put on the platform is given up; it stays recoverable like a retired one.</summary>
    /// <exception cref="InvalidOperationException">Not pending.</exception>
    public void GiveUp() => Move(VersionState.Pending, VersionState.Retired);

    private void Move(VersionState from, VersionState to) =>
        State = State == from ? to : throw new InvalidOperationException($"A {State} version cannot become {to}.");
}
