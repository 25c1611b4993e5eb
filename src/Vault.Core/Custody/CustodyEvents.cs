using Vault.Core.Audit;

namespace Vault.Core.Custody;

/// <summary>
/// A value was put in custody: as the current one, or pending until it was seen to open the account. Whoever types one
/// says by it that the platform has it.
/// </summary>
public sealed record SecretDeposited(
    AccountId Account,
    SecretVersionId VersionId,
    Component Component,
    int Version,
    ValueOrigin Origin,
    VersionState State,
    byte[] CiphertextSha256
) : AuditEvent, IAboutAccount;

/// <summary>The setter says that the platform has the pending value.</summary>
public sealed record SecretApplied(AccountId Account, SecretVersionId VersionId, Component Component, int Version)
    : AuditEvent,
        IAboutAccount;

/// <summary>Somebody saw the setter sign in with the pending value; it is current now, and the former one retired.</summary>
/// <param name="Person">The setter.</param>
public sealed record SecretVerified(
    AccountId Account,
    SecretVersionId VersionId,
    Component Component,
    int Version,
    PersonId Person
) : AuditEvent, IAboutAccount, IAboutPerson;

/// <summary>Somebody saw that the pending value does not open the account; the setter has to begin again.</summary>
/// <param name="Person">The setter.</param>
public sealed record SecretVerificationFailed(
    AccountId Account,
    SecretVersionId VersionId,
    Component Component,
    int Version,
    PersonId Person,
    PrivateText Why
) : AuditEvent, IAboutAccount, IAboutPerson;

/// <summary>A pending value was given up before it was seen to open the account.</summary>
public sealed record PendingSecretGivenUp(
    AccountId Account,
    SecretVersionId VersionId,
    Component Component,
    int Version
) : AuditEvent, IAboutAccount;

/// <summary>
/// What was replaced or given up cannot be had any more: its ciphertext is gone, by the vault after the days it is kept or
/// by the custodian before. Hash and fingerprint stay.
/// </summary>
public sealed record SecretDestroyed(
    AccountId Account,
    SecretVersionId VersionId,
    Component Component,
    int Version,
    byte[] CiphertextSha256
) : AuditEvent, IAboutAccount;

/// <summary>Durable before the value is shown. The receipt of this line opens the value once.</summary>
public sealed record SecretRevealed(
    AccountId Account,
    SecretVersionId VersionId,
    Component Component,
    int Version,
    byte[] CiphertextSha256,
    PrivateText Reason
) : AuditEvent, IAboutAccount;

/// <summary>The shown value was copied to the clipboard by the button.</summary>
public sealed record SecretCopied(AccountId Account, SecretVersionId VersionId, Component Component, int Version)
    : AuditEvent,
        IAboutAccount;

/// <summary>A shown code was copied to the clipboard by the button.</summary>
public sealed record CodeCopied(AccountId Account, SecretVersionId VersionId, int Version) : AuditEvent, IAboutAccount;

/// <summary>A one-time code was computed and shown; the seed stayed inside. Knowing a code is not knowing the seed.</summary>
public sealed record CodeIssued(
    AccountId Account,
    SecretVersionId VersionId,
    int Version,
    byte[] CiphertextSha256,
    PrivateText Reason
) : AuditEvent, IAboutAccount;

/// <summary>The line of a reveal is durable, but the value could not be opened: the log overstates disclosure.</summary>
public sealed record RevealFailed(AccountId Account, SecretVersionId VersionId, Component Component)
    : AuditEvent,
        IAboutAccount
{
    public override AuditOutcome Outcome => AuditOutcome.Failed;
}

/// <summary>Why a secret was not shown, a code not issued, or a value not taken.</summary>
public enum CustodyRefusal
{
    /// <summary>No appointment that may use this account's secrets.</summary>
    NotAppointed,

    /// <summary>A student is appointed, and the organisation shows students no secrets.</summary>
    StudentsBarred,

    /// <summary>The second factor is not fresh for this account.</summary>
    ProofNotFresh,

    /// <summary>There is nothing in custody.</summary>
    NothingInCustody,

    /// <summary>A seed is never shown, and a password has no code.</summary>
    NotThisWay,

    /// <summary>This account held the same value before, or somebody who has left knows it. Which of them is not told.</summary>
    NotNew,

    /// <summary>A pending value waits to be verified or given up.</summary>
    PendingExists,

    /// <summary>The pending value is somebody else's, who may still use the account.</summary>
    NotItsSetter,

    /// <summary>The pending value was not shown to its setter, so it cannot be on the platform.</summary>
    NeverShown,

    /// <summary>Its setter has said already that the platform has it.</summary>
    AppliedBefore,

    /// <summary>The log has gone unwitnessed for longer than whoever runs the vault allows.</summary>
    NotWitnessed,

    /// <summary>The platform of the account does not have this component, or no longer does.</summary>
    NotOffered,

    /// <summary>Nothing was replaced or given up that is still recoverable.</summary>
    NothingRetired,

    /// <summary>What replaced it has not been seen to open the account: the former value may be what the platform has.</summary>
    NewerNotVerified,

    /// <summary>He uses the account and does not answer for it: its custodian does.</summary>
    NotCustodian,

    /// <summary>As many as one person may be shown within an hour were shown to him.</summary>
    TooMany,
}

public sealed record CustodyRefused(AccountId Account, Component Component, CustodyRefusal Why)
    : AuditEvent,
        IAboutAccount
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}

/// <summary>
/// The alarm: somebody asked for more secrets and codes than one person is shown within an hour. Once per person and hour;
/// each refusal has its own line beside it.
/// </summary>
/// <param name="Person">Who asked.</param>
/// <param name="Again">When he may be shown the next one.</param>
public sealed record VolumeLimitReached(PersonId Person, int Limit, DateTimeOffset Again) : AuditEvent, IAboutPerson
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}

/// <summary>A person is taken to know a version, for the reason the source names.</summary>
public sealed record KnowledgePresumed(
    AccountId Account,
    PersonId Person,
    SecretVersionId VersionId,
    Component Component,
    int Version,
    KnowledgeSource Source
) : AuditEvent, IAboutAccount, IAboutPerson;
