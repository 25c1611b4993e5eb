using Vault.Core.Custody;

namespace Vault.Core.Rotations.Connectors;

/// <summary>What a connector is told beside the two values.</summary>
/// <param name="Login">Who signs in there, as the connection of the account says.</param>
public sealed record ConnectorTarget(string Login);

/// <summary>Why a connector did not change a value, or cannot say whether it did. Each has a sentence on screen.</summary>
public enum ConnectorFault
{
    /// <summary>The host answers nowhere; nothing was sent.</summary>
    Unreachable,

    /// <summary>Its certificate is not signed by the trusted authority, is of another name, or has expired.</summary>
    CertificateRefused,

    /// <summary>It does not offer an encrypted connection, and nothing is sent over another.</summary>
    NotEncrypted,

    /// <summary>It lets in neither the present value nor the new one.</summary>
    NeitherWorks,

    /// <summary>It refuses the new value: its own rules, or no right to change it.</summary>
    NewRefused,

    /// <summary>It says that the value was changed, and still lets the former one in.</summary>
    FormerStillWorks,

    /// <summary>The connection broke while the change was under way.</summary>
    ConnectionLost,

    /// <summary>It took longer than it may.</summary>
    TimedOut,

    /// <summary>The program is not there, is no complete path, or others may write to it.</summary>
    NotAllowed,

    /// <summary>The program could not be started.</summary>
    NotStarted,

    /// <summary>The program ended with a failure.</summary>
    ExitCode,

    /// <summary>What the program said is no answer.</summary>
    Garbage,

    /// <summary>The program said more than it may.</summary>
    TooMuchOutput,

    /// <summary>The program says that it does not know.</summary>
    SaysUnknown,
}

/// <summary>What the platform has after a connector was asked.</summary>
public abstract record ConnectorResult
{
    private ConnectorResult() { }

    /// <summary>The new value: a sign-in with it worked, and with the former one no more.</summary>
    public sealed record Changed : ConnectorResult;

    /// <summary>The former value, for certain.</summary>
    public sealed record NotChanged(ConnectorFault Why) : ConnectorResult;

    /// <summary>One of the two. Both stay readable, and asking again finds out.</summary>
    public sealed record Unknown(ConnectorFault Why) : ConnectorResult;
}

/// <summary>
/// Changes a value on a platform that can be driven, and sees whether it opens. Asked again after an
/// <see cref="ConnectorResult.Unknown"/>, it finds out what is there and goes on from that.
/// </summary>
public interface IRotationConnector
{
    /// <summary>
    /// Blocks until it knows, at most as long as the host configured. Never throws for what the other side does. The values
    /// are good for this one call; copies are cleared before it returns.
    /// </summary>
    ConnectorResult Change(ConnectorTarget target, Plaintext current, Plaintext next);
}
