using System.Security.Cryptography;
using Vault.Core.Audit;

namespace Vault.Core.SignIns;

/// <summary>A person's password, as a hash which is sealed once more: a stolen database alone cannot be guessed at.</summary>
public sealed class Credential : IAttestedRow
{
    private Credential() { }

    public PersonId Person { get; private init; }

    /// <summary>What <see cref="SignInSealer"/> made of the hash.</summary>
    public byte[] SealedHash { get; private set; } = [];

    public DateTimeOffset ChangedAt { get; private set; }

    public string RowId => Person.ToString();

    public Guid RowOwner => Person.Value;

    public static Credential Of(PersonId person, byte[] sealedHash, DateTimeOffset at) =>
        new()
        {
            Person = person,
            SealedHash = sealedHash,
            ChangedAt = at,
        };

    public void Change(byte[] sealedHash, DateTimeOffset at)
    {
        SealedHash = sealedHash;
        ChangedAt = at;
    }

    /// <summary>The same password under more work.</summary>
    public void Rehash(byte[] sealedHash) => SealedHash = sealedHash;

    /// <summary>Whether nothing was changed since <paramref name="other"/> was read.</summary>
    public bool IsAsIn(Credential other) => CryptographicOperations.FixedTimeEquals(SealedHash, other.SealedHash);
}
