namespace Vault.Core.SignIns;

/// <summary>
/// What a passkey answered to a challenge, verified by the edge: challenge, origin, host, user verification, signature
/// (WebAuthn §7.2). Made there and nowhere else. Whether the passkey is still good and its counter went on is judged
/// inside the writer.
/// </summary>
/// <param name="SignCount">The counter in the signed data.</param>
/// <param name="IsBackedUp">The flag in the signed data.</param>
public sealed record PasskeyAssertion(PasskeyId Passkey, long SignCount, bool IsBackedUp);
