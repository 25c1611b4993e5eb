using Vault.Core.Audit;
using Vault.Core.Custody;

namespace Vault.Core.Rotations.Connectors;

/// <summary>A component of an account is changed by a connector from now on, or by none any more.</summary>
/// <param name="Connector">Null: by none.</param>
/// <param name="Login">Who signs in there; null with no connector.</param>
public sealed record ConnectionDecided(AccountId Account, Component Component, string? Connector, PrivateText? Login)
    : AuditEvent,
        IAboutAccount;

/// <summary>
/// Durable before a connector gets the value in use and the pending one. The receipt of this line opens both once, for the
/// connector alone.
/// </summary>
public sealed record SecretsHandedToConnector(
    AccountId Account,
    SecretVersionId VersionId,
    Component Component,
    int Version,
    byte[] CiphertextSha256,
    SecretVersionId FormerId,
    int FormerVersion,
    byte[] FormerSha256,
    string Connector
) : AuditEvent, IAboutAccount;

/// <summary>What the platform has after a connector was asked.</summary>
public enum ConnectorSaid
{
    Changed,
    NotChanged,
    Unknown,
}

/// <summary>What came of it; without such a line after the former nobody knows, and asking again finds out.</summary>
/// <param name="Fault">Null where it was changed.</param>
public sealed record ConnectorAnswered(
    AccountId Account,
    SecretVersionId VersionId,
    Component Component,
    int Version,
    string Connector,
    ConnectorSaid Said,
    ConnectorFault? Fault
) : AuditEvent, IAboutAccount
{
    public override AuditOutcome Outcome => Said == ConnectorSaid.Changed ? AuditOutcome.Done : AuditOutcome.Failed;
}

/// <summary>A connector signed in with the pending value, and no more with the former one; it is current now.</summary>
public sealed record SecretVerifiedByConnector(
    AccountId Account,
    SecretVersionId VersionId,
    Component Component,
    int Version,
    string Connector
) : AuditEvent, IAboutAccount;

/// <summary>Why no connector was asked. Each has a sentence on screen.</summary>
public enum ConnectorRefusal
{
    /// <summary>No appointment that may use this account's secrets.</summary>
    NotAppointed,

    /// <summary>A student is appointed, and the organisation lets students only assist.</summary>
    StudentsBarred,

    /// <summary>Nothing waits to be put on the platform, or nothing is there to sign in with.</summary>
    NothingPending,

    /// <summary>The pending value is somebody else's, who has not said that the platform has it.</summary>
    NotItsSetter,

    /// <summary>Nobody has decided on a connector for it.</summary>
    NoConnection,

    /// <summary>The host no longer has the connector.</summary>
    NotConfigured,

    /// <summary>It is being asked this moment. Answered with 409.</summary>
    Running,

    /// <summary>The second factor is not fresh for this account.</summary>
    ProofNotFresh,

    /// <summary>The log has gone unwitnessed for longer than whoever runs the vault allows.</summary>
    NotWitnessed,
}

/// <summary>Somebody wanted a connector to change a value and was refused.</summary>
public sealed record ConnectorRefused(AccountId Account, Component Component, ConnectorRefusal Why)
    : AuditEvent,
        IAboutAccount
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}
