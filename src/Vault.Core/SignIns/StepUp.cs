using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>What came of giving a second factor inside a session.</summary>
public abstract record StepUpOutcome
{
    private StepUpOutcome() { }

    public sealed record Proven(FreshProof Proof) : StepUpOutcome;

    /// <summary>Not a right code, or one that was used before.</summary>
    public sealed record Wrong : StepUpOutcome;

    /// <summary>Too many failures; nothing is judged before this moment.</summary>
    public sealed record Delayed(DateTimeOffset Until) : StepUpOutcome;

    /// <summary>Far too many failures; only an invitation leads on.</summary>
    public sealed record Stopped : StepUpOutcome;
}

/// <summary>Verifies a second factor for one purpose and subject, and has the session keep the proof.</summary>
public sealed class StepUp(VaultInstance vault, AttemptCounter attempts, SecondFactorCheck check)
{
    /// <param name="actor">The person of <paramref name="session"/>.</param>
    /// <param name="code">A one-time code or a recovery code, as typed.</param>
    /// <exception cref="VaultUnavailableException">The log took no line: there is no proof.</exception>
    public async Task<StepUpOutcome> Run(
        Actor actor,
        Session session,
        ProofPurpose purpose,
        Guid? subject,
        string? code
    )
    {
        if (actor.Person != session.Person || actor.Session != session.Id)
            throw new InvalidOperationException("A second factor is given in one's own session.");
        var attempt = await attempts.Begin(actor, session.Person, AttemptChannel.StepUp);
        return attempt switch
        {
            Attempt.Admitted admitted => await Judge(actor, session, purpose, subject, code, admitted),
            Attempt.Delayed delayed => new StepUpOutcome.Delayed(delayed.Until),
            _ => new StepUpOutcome.Stopped(),
        };
    }

    private async Task<StepUpOutcome> Judge(
        Actor actor,
        Session session,
        ProofPurpose purpose,
        Guid? subject,
        string? code,
        Attempt.Admitted attempt
    )
    {
        var receipt = await vault.Writer.Write(
            actor,
            scope =>
            {
                if (check.Use(scope, session.Person, code) is not null)
                {
                    scope.Append(new SignInFailed(session.Person, FailedFactor.StepUp, attempt.InARow));
                    return null;
                }
                SignInRows.CountOf(scope.Db, session.Person)!.TakeBack(attempt);
                return scope.Append(new SecondFactorVerified(purpose, subject));
            }
        );
        return receipt is null
            ? new StepUpOutcome.Wrong()
            : new StepUpOutcome.Proven(FreshProof.From(receipt, session));
    }
}
