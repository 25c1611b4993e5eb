using Vault.Core.Audit;

namespace Vault.Core.SignIns;

/// <summary>What an invitation leads to.</summary>
public enum InvitationPurpose
{
    /// <summary>A first password and second factor. Leads nowhere once the person has them.</summary>
    FirstSignIn,

    /// <summary>A new password and second factor in place of lost ones.</summary>
    Reset,
}

/// <summary>
/// The way in for one person: a link good once, for an hour. Of its token only SHA-256 is kept. A newer invitation ends
/// the older one.
/// </summary>
public sealed class Invitation : IAttestedRow
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(60);

    private Invitation() { }

    public InvitationId Id { get; private init; }

    public PersonId Person { get; private init; }

    public InvitationPurpose Purpose { get; private init; }

    public byte[] TokenHash { get; private init; } = [];

    public DateTimeOffset IssuedAt { get; private init; }

    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>When it was accepted or a newer one took its place.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Person.Value;

    public static Invitation Of(PersonId person, InvitationPurpose purpose, byte[] tokenHash, DateTimeOffset at) =>
        new()
        {
            Id = InvitationId.New(),
            Person = person,
            Purpose = purpose,
            TokenHash = tokenHash,
            IssuedAt = at,
            ExpiresAt = at + Lifetime,
        };

    public bool IsLive(DateTimeOffset now) => EndedAt is null && IssuedAt <= now && now < ExpiresAt;

    public void End(DateTimeOffset at) => EndedAt ??= at;
}
