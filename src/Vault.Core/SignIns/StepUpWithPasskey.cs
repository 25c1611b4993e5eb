using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>
/// Takes a passkey for the second factor of one purpose and subject, and has the session keep the proof. The challenge it
/// answered was made for the same session, purpose and subject (<see cref="PasskeyRequest.StepUp"/>).
/// </summary>
public sealed class StepUpWithPasskey(VaultInstance vault, AttemptCounter attempts)
{
    /// <param name="actor">The person of <paramref name="session"/>.</param>
    /// <param name="verify">Verifies the answer; null if it does not. Called once the attempt is counted.</param>
    /// <exception cref="VaultUnavailableException">The log took no line: there is no proof.</exception>
    public async Task<StepUpOutcome> Run(
        Actor actor,
        Session session,
        ProofPurpose purpose,
        Guid? subject,
        Func<Task<PasskeyAssertion?>> verify
    )
    {
        if (actor.Person != session.Person || actor.Session != session.Id)
            throw new InvalidOperationException("A second factor is given in one's own session.");
        switch (await attempts.Begin(actor, session.Person, AttemptChannel.StepUp))
        {
            case Attempt.Admitted attempt:
                var asserted = await verify();
                var receipt = await vault.Writer.Write(
                    actor,
                    scope => Judge(scope, session.Person, purpose, subject, asserted, attempt)
                );
                return receipt is null
                    ? new StepUpOutcome.Wrong()
                    : new StepUpOutcome.Proven(FreshProof.From(receipt, session));
            case Attempt.Delayed delayed:
                return new StepUpOutcome.Delayed(delayed.Until);
            default:
                return new StepUpOutcome.Stopped();
        }
    }

    private static AuditReceipt<SecondFactorVerified>? Judge(
        WriteScope scope,
        PersonId person,
        ProofPurpose purpose,
        Guid? subject,
        PasskeyAssertion? asserted,
        Attempt.Admitted attempt
    )
    {
        var verdict = asserted is null ? PasskeyVerdict.NotHis : PasskeyJudgement.Use(scope, person, asserted);
        if (verdict == PasskeyVerdict.Right)
        {
            SignInRows.CountOf(scope.Db, person)!.TakeBack(attempt);
            return scope.Append(new SecondFactorVerified(purpose, subject));
        }
        if (verdict == PasskeyVerdict.CountStands)
            scope.Append(new PasskeyCopySuspected(asserted!.Passkey, person));
        scope.Append(new SignInFailed(person, FailedFactor.Passkey, attempt.InARow));
        return null;
    }
}
