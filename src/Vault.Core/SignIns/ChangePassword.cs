using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>What came of changing one's own password.</summary>
public abstract record ChangePasswordOutcome
{
    private ChangePasswordOutcome() { }

    /// <param name="SessionsEnded">The person's other sessions, which are over.</param>
    public sealed record Changed(int SessionsEnded) : ChangePasswordOutcome;

    public sealed record PasswordRefused(IReadOnlyList<PasswordRefusal> Reasons) : ChangePasswordOutcome;

    /// <summary>The present password was wrong.</summary>
    public sealed record WrongPassword : ChangePasswordOutcome;

    /// <summary>Too many failures; nothing is judged before this moment, if there is one.</summary>
    public sealed record Delayed(DateTimeOffset? Until) : ChangePasswordOutcome;

    /// <summary>The second factor was given too long ago, or something changed meanwhile.</summary>
    public sealed record ProofNotFresh : ChangePasswordOutcome;
}

/// <summary>Changes the caller's own password; his other sessions end.</summary>
public sealed class ChangePassword(
    VaultDb db,
    VaultInstance vault,
    AttemptCounter attempts,
    PasswordHashing hashing,
    SignInSealer sealer,
    SessionStore sessions
)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.ChangeOwnSignIn"/>; used up by the change.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; once begun, the change may be made yet.</exception>
    public async Task<ChangePasswordOutcome> Run(
        Actor actor,
        Session session,
        FreshProof proof,
        string present,
        string wanted
    )
    {
        var person = SignInRows.PersonOf(db, session.Person)!;
        var verdict = PasswordPolicy.Judge(wanted, PasswordOwners.Of(db, person));
        if (verdict is not PasswordVerdict.Accepted { Normalised: var normalised })
            return new ChangePasswordOutcome.PasswordRefused(((PasswordVerdict.Refused)verdict).Reasons);
        var credential = SignInRows.CredentialOf(db, person.Id)!;
        using var turn = await hashing.TakeTurn();
        var attempt = await attempts.Begin(actor, person.Id, AttemptChannel.PasswordChange);
        if (attempt is not Attempt.Admitted admitted)
            return new ChangePasswordOutcome.Delayed((attempt as Attempt.Delayed)?.Until);
        var typed = PasswordPolicy.TryNormalise(present, out var text) ? text : null;
        if (!turn.Verify(sealer.OpenHash(credential), typed).Right)
            return await Wrong(actor, person.Id, admitted);
        var hash = sealer.SealHash(person.Id, turn.Hash(normalised));
        return await vault.Writer.Write(actor, scope => Change(scope, session, credential, hash, proof, admitted));
    }

    private ChangePasswordOutcome Change(
        WriteScope scope,
        Session session,
        Credential read,
        byte[] hash,
        FreshProof proof,
        Attempt.Admitted attempt
    )
    {
        SignInRows.CountOf(scope.Db, read.Person)!.TakeBack(attempt);
        var credential = SignInRows.CredentialOf(scope.Db, read.Person);
        var fresh =
            credential?.IsAsIn(read) == true && proof.Use(scope.Actor, ProofPurpose.ChangeOwnSignIn, null, scope.Now);
        if (!fresh)
        {
            scope.Append(new OwnChangeRefused(read.Person));
            return new ChangePasswordOutcome.ProofNotFresh();
        }
        credential!.Change(hash, scope.Now);
        scope.Append(new PasswordChanged(read.Person));
        return new ChangePasswordOutcome.Changed(EndSessions.Of(scope, sessions, read.Person, session));
    }

    private async Task<ChangePasswordOutcome> Wrong(Actor actor, PersonId person, Attempt.Admitted attempt)
    {
        await vault.Writer.Write(
            actor,
            scope => scope.Append(new SignInFailed(person, FailedFactor.Password, attempt.InARow))
        );
        return new ChangePasswordOutcome.WrongPassword();
    }
}
