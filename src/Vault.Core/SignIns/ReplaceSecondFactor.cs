using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>What came of confirming a new second factor.</summary>
public enum ReplaceSecondFactorOutcome
{
    Replaced,

    /// <summary>Not a code of the new seed; the old factor still counts.</summary>
    WrongCode,

    /// <summary>No new seed was offered in this session, or too long ago.</summary>
    NotBegun,

    /// <summary>The old factor was given too long ago.</summary>
    ProofNotFresh,
}

/// <summary>Second step of replacing one's own second factor: a code of the new seed. The caller's other sessions end.</summary>
public sealed class ReplaceSecondFactor(
    VaultInstance vault,
    SignInSealer sealer,
    PendingSeeds pending,
    SessionStore sessions
)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.ChangeOwnSignIn"/>; used up by the change.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; once begun, the change may be made yet.</exception>
    public async Task<ReplaceSecondFactorOutcome> Run(Actor actor, Session session, FreshProof proof, string? code)
    {
        if (pending.Find(session.Id.Value) is not { } seed)
            return ReplaceSecondFactorOutcome.NotBegun;
        if (
            seed.StepOf(code, vault.Clock.GetUtcNow()) is not { } step
            || seed.SealFor(session.Person, sealer) is not { } sealedSeed
        )
            return ReplaceSecondFactorOutcome.WrongCode;
        if (!await vault.Writer.Write(actor, scope => Replace(scope, session, sealedSeed, step, proof)))
            return ReplaceSecondFactorOutcome.ProofNotFresh;
        pending.Forget(session.Id.Value);
        return ReplaceSecondFactorOutcome.Replaced;
    }

    private bool Replace(WriteScope scope, Session session, byte[] sealedSeed, long step, FreshProof proof)
    {
        var person = session.Person;
        if (!proof.Use(scope.Actor, ProofPurpose.ChangeOwnSignIn, null, scope.Now))
        {
            scope.Append(new OwnChangeRefused(person));
            return false;
        }
        SignInRows.FactorOf(scope.Db, person)!.Replace(sealedSeed, step, scope.Now);
        scope.Append(new SecondFactorEnrolled(person));
        EndSessions.Of(scope, sessions, person, session);
        return true;
    }
}
