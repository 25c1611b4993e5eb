using Vault.Core.Audit;

namespace Vault.Core.SignIns;

/// <summary>
/// A person's passkey (W3C Web Authentication, Level 3): the public half of a key pair whose private half stays in his
/// device or its keychain, and how far its counter has come. Nothing in it lets anybody sign in.
/// </summary>
public sealed class Passkey : IAttestedRow
{
    private Passkey() { }

    public PasskeyId Id { get; private init; }

    public PersonId Person { get; private init; }

    /// <summary>The authenticator's own name for it, up to 1023 bytes; unique, of ended ones too.</summary>
    public byte[] CredentialId { get; private init; } = [];

    /// <summary>COSE_Key (RFC 9052 §7) as the authenticator wrote it.</summary>
    public byte[] PublicKey { get; private init; } = [];

    /// <summary>The host it was made for (RP id); it does not exist anywhere else.</summary>
    public string Host { get; private init; } = "";

    /// <summary>How the browser reaches it: internal, hybrid, usb, nfc, ble; with blanks between.</summary>
    public string Transports { get; private init; } = "";

    /// <summary>Newest signature counter seen; stays 0 for authenticators that do not count.</summary>
    public long SignCount { get; private set; }

    /// <summary>Whether the keychain may carry it to other devices of its owner.</summary>
    public bool IsBackupEligible { get; private init; }

    /// <summary>Whether it had been carried to a keychain when it was last used.</summary>
    public bool IsBackedUp { get; private set; }

    /// <summary>What its owner calls it, sealed by <see cref="People.FieldSealer"/>.</summary>
    public byte[] SealedName { get; private init; } = [];

    public DateTimeOffset AddedAt { get; private init; }

    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>Removed by its owner, or ended with his sign-in.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Person.Value;

    public bool IsLive => EndedAt is null;

    public static Passkey Of(PasskeyId id, PersonId person, NewPasskey made, byte[] sealedName, DateTimeOffset at) =>
        new()
        {
            Id = id,
            Person = person,
            CredentialId = made.CredentialId,
            PublicKey = made.PublicKey,
            Host = made.Host,
            Transports = made.Transports,
            SignCount = made.SignCount,
            IsBackupEligible = made.IsBackupEligible,
            IsBackedUp = made.IsBackedUp,
            SealedName = sealedName,
            AddedAt = at,
        };

    /// <summary>
    /// Uses it once; false if its counter did not go on (§7.2 step 22): then two devices hold the key, or somebody
    /// answers with what was heard before.
    /// </summary>
    public bool TryUse(long signCount, bool isBackedUp, DateTimeOffset at)
    {
        if ((signCount != 0 || SignCount != 0) && signCount <= SignCount)
            return false;
        SignCount = signCount;
        IsBackedUp = isBackedUp;
        LastUsedAt = at;
        return true;
    }

    public void End(DateTimeOffset at) => EndedAt ??= at;
}
