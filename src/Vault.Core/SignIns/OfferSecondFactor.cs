using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>First step of replacing one's own second factor: a new seed for the authenticator. Nothing changes yet.</summary>
public sealed class OfferSecondFactor(VaultInstance vault, PendingSeeds pending)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.ChangeOwnSignIn"/>; the second step uses it up.</param>
    /// <returns>Null if the proof is not fresh.</returns>
    public PendingSeed? Run(Session session, FreshProof proof) =>
        proof.Covers(session.Id, ProofPurpose.ChangeOwnSignIn, null, vault.Clock.GetUtcNow())
            ? pending.Begin(session.Id.Value, null)
            : null;
}
