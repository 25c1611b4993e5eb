using Vault.Core.Audit;

namespace Vault.Core.Custody;

public enum VersionState
{
    /// <summary>Durable beside the current one; not yet known to open the account.</summary>
    Pending,

    /// <summary>What opens the account now, or the first value somebody put in custody. At most one for each component.</summary>
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

    /// <summary>When its setter said that the platform has it. Null: he has not, or not any more; or it was imported.</summary>
    public DateTimeOffset? AppliedAt { get; private set; }

    /// <summary>When it was seen to open the account (登录验证). Nothing takes it back.</summary>
    public DateTimeOffset? VerifiedAt { get; private set; }

    /// <summary>Who saw its setter sign in with it, and is not he. Null: nobody did, or it was no person.</summary>
    public PersonId? VerifiedBy { get; private set; }

    /// <summary>When it was replaced or given up; what is kept of it afterwards is kept by days from then.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>When its ciphertext was destroyed.</summary>
    public DateTimeOffset? DestroyedAt { get; private set; }

    /// <summary>Whether it may open the account: in use, or pending, which may be on the platform already.</summary>
    public bool IsLive => State is VersionState.Current or VersionState.Pending;

    /// <summary>待登录验证: its setter has put it on the platform, and nobody has seen it work yet.</summary>
    public bool AwaitsVerification => State == VersionState.Pending && AppliedAt is not null;

    public string RowId => Id.ToString();

    public Guid RowOwner => Account.Value;

    /// <summary>Whether this person is bringing it to the platform: who changes a value needs no leave to know the new one.</summary>
    public bool IsBeingSetBy(PersonId person) => State == VersionState.Pending && SetBy == person;

    /// <summary>The ciphertext to open; null once destroyed.</summary>
    public SealedSecret? Sealed => Ciphertext is null ? null : new(Id, new(Account, Component, Version), Ciphertext);

    public static SecretVersion Of(
        SealedSecret secret,
        string keyId,
        byte[] fingerprint,
        ValueOrigin origin,
        VersionState state,
        PersonId setBy,
        DateTimeOffset at,
        bool isApplied = false
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
            AppliedAt = isApplied ? at : null,
        };

    /// <summary>Its setter says that the platform has it.</summary>
    /// <exception cref="InvalidOperationException">Not pending.</exception>
    internal void Apply(DateTimeOffset at)
    {
        Move(VersionState.Pending, VersionState.Pending);
        AppliedAt = at;
    }

    /// <summary>It did not open the account: as if nobody had said that the platform has it.</summary>
    /// <exception cref="InvalidOperationException">Not pending.</exception>
    internal void BeNotApplied()
    {
        Move(VersionState.Pending, VersionState.Pending);
        AppliedAt = null;
    }

    /// <summary>It was seen to open the account and is what opens it from now on.</summary>
    /// <param name="by">Who saw it; null for none of the register.</param>
    /// <exception cref="InvalidOperationException">Not pending.</exception>
    internal void BeVerified(PersonId? by, DateTimeOffset at)
    {
        Move(VersionState.Pending, VersionState.Current);
        (VerifiedAt, VerifiedBy) = (at, by);
    }

    /// <exception cref="InvalidOperationException">Not current.</exception>
    public void Retire(DateTimeOffset at)
    {
        Move(VersionState.Current, VersionState.Retired);
        RetiredAt = at;
    }

    /// <summary>A pending value is given up; it stays recoverable like a retired one, because the platform may have it.</summary>
    /// <exception cref="InvalidOperationException">Not pending.</exception>
    public void GiveUp(DateTimeOffset at)
    {
        Move(VersionState.Pending, VersionState.Retired);
        RetiredAt = at;
    }

    /// <summary>
    /// Its ciphertext is gone; hash and fingerprint stay, so that what was held before and who knew it can be told. Whether
    /// it may be is for <see cref="Destruction"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">Not retired.</exception>
    internal void Destroy(DateTimeOffset at)
    {
        Move(VersionState.Retired, VersionState.Destroyed);
        (Ciphertext, DestroyedAt) = (null, at);
    }

    private void Move(VersionState from, VersionState to) =>
        State = State == from ? to : throw new InvalidOperationException($"A {State} version cannot become {to}.");
}
