namespace Vault.Core.SignIns;

/// <summary>
/// A passkey just made, its registration verified by the edge: challenge, origin, host, user verification, algorithm
/// (WebAuthn §7.1). Made there and nowhere else.
/// </summary>
/// <param name="CredentialId">The authenticator's name for it.</param>
/// <param name="PublicKey">COSE_Key.</param>
/// <param name="Host">The host it was made for.</param>
/// <param name="Transports">With blanks between.</param>
public sealed record NewPasskey(
    byte[] CredentialId,
    byte[] PublicKey,
    long SignCount,
    string Host,
    string Transports,
    bool IsBackupEligible,
    bool IsBackedUp
);
