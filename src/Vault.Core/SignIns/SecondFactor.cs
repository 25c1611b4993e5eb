using System.Security.Cryptography;
using Vault.Core.Audit;

namespace Vault.Core.SignIns;

/// <summary>The seed of a person's one-time codes (RFC 6238), sealed, and how far they are used up.</summary>
public sealed class SecondFactor : IAttestedRow
{
    private SecondFactor() { }

    public PersonId Person { get; private init; }

    /// <summary>What <see cref="SignInSealer"/> made of the seed.</summary>
    public byte[] SealedSeed { get; private set; } = [];

    public DateTimeOffset EnrolledAt { get; private set; }

    /// <summary>
    /// The newest accepted step. Codes of it and of all before it are used up: over every channel, after a restart, and
    /// when the clock is set back.
    /// </summary>
    public long LastStep { get; private set; }

    public string RowId => Person.ToString();

    public Guid RowOwner => Person.Value;

    /// <param name="step">The step whose code confirmed the enrolment; it is used up by that.</param>
    public static SecondFactor Of(PersonId person, byte[] sealedSeed, long step, DateTimeOffset at) =>
        new()
        {
            Person = person,
            SealedSeed = sealedSeed,
            LastStep = step,
            EnrolledAt = at,
        };

    /// <inheritdoc cref="Of"/>
    public void Replace(byte[] sealedSeed, long step, DateTimeOffset at)
    {
        SealedSeed = sealedSeed;
        LastStep = step;
        EnrolledAt = at;
    }

    /// <summary>Whether it was not replaced since <paramref name="other"/> was read.</summary>
    public bool IsAsIn(SecondFactor other) => CryptographicOperations.FixedTimeEquals(SealedSeed, other.SealedSeed);

    /// <summary>Uses a step up; false if it was used up before.</summary>
    public bool TryUse(long step)
    {
        if (step <= LastStep)
            return false;
        LastStep = step;
        return true;
    }
}
