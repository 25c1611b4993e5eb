using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>What came of confirming the second factor of an invitation.</summary>
public abstract record AcceptInvitationOutcome
{
    private AcceptInvitationOutcome() { }

    /// <summary>The person can sign in now.</summary>
    /// <param name="RecoveryCodes">Shown this once; kept nowhere.</param>
    public sealed record Accepted(IReadOnlyList<string> RecoveryCodes) : AcceptInvitationOutcome
    {
        public override string ToString() => nameof(Accepted);
    }

    public sealed record WrongCode : AcceptInvitationOutcome;

    /// <summary>Too many failures; nothing is judged before this moment.</summary>
    public sealed record Delayed(DateTimeOffset Until) : AcceptInvitationOutcome;

    /// <summary>Far too many failures; only a newer invitation leads on.</summary>
    public sealed record Stopped : AcceptInvitationOutcome;

    /// <summary>No password was chosen yet, or the vault was started anew since.</summary>
    public sealed record NotBegun : AcceptInvitationOutcome;

    /// <inheritdoc cref="OpenInvitation.Run"/>
    public sealed record Gone : AcceptInvitationOutcome;
}

/// <summary>
/// Second step of taking up an invitation: a code shows that the authenticator has the seed. Password, factor and
/// recovery codes become valid together, the invitation is used up, and every earlier session of the person ends.
/// </summary>
public sealed class AcceptInvitation(
    VaultDb db,
    VaultInstance vault,
    AttemptCounter attempts,
    SignInSealer sealer,
    RecoveryCodes recovery,
    PendingSeeds pending,
    SessionStore sessions,
    AnonymousRefusals refusals
)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; once begun, it may all become valid yet.</exception>
    public async Task<AcceptInvitationOutcome> Run(string? token, string? code, string? address)
    {
        if (OpenInvitation.Live(db, token, vault.Clock.GetUtcNow()) is not var (invitation, person))
            return Gone();
        if (pending.Find(invitation.Id.Value) is not { } seed)
            return new AcceptInvitationOutcome.NotBegun();
        var caller = Actor.Anonymous(address);
        switch (await attempts.Begin(caller, person.Id, AttemptChannel.Invitation))
        {
            case Attempt.Admitted admitted when seed.StepOf(code, vault.Clock.GetUtcNow()) is not { }:
                await LogFailure(caller, person.Id, admitted);
                return new AcceptInvitationOutcome.WrongCode();
            case Attempt.Admitted:
                return await Accept(Actor.Of(person, null, address), invitation, seed, code);
            case Attempt.Delayed delayed:
                refusals.Add();
                return new AcceptInvitationOutcome.Delayed(delayed.Until);
            default:
                refusals.Add();
                return new AcceptInvitationOutcome.Stopped();
        }
    }

    private async Task<AcceptInvitationOutcome> Accept(
        Actor actor,
        Invitation invitation,
        PendingSeed seed,
        string? code
    )
    {
        var codes = await vault.Writer.Write(actor, scope => Enrol(scope, invitation.Id, seed, code));
        if (codes is null)
            return Gone();
        pending.Forget(invitation.Id.Value);
        return new AcceptInvitationOutcome.Accepted(codes);
    }

    private IReadOnlyList<string>? Enrol(WriteScope scope, InvitationId id, PendingSeed seed, string? code)
    {
        var invitation = scope.Db.OneOfNow(scope.Db.Set<Invitation>().Where(i => i.Id == id), id.ToString());
        if (invitation?.IsLive(scope.Now) != true || OpenInvitation.PersonFor(scope.Db, invitation) is not { } person)
            return null;
        if (seed.StepOf(code, scope.Now) is not { } step || seed.SealFor(person.Id, sealer) is not { } sealedSeed)
            return null;
        SetPassword(scope, person.Id, seed.SealedHash!);
        SetFactor(scope, person.Id, sealedSeed, step);
        SignInRows.CountOf(scope.Db, person.Id)!.Clear();
        invitation.End(scope.Now);
        scope.Append(new InvitationAccepted(id, person.Id));
        scope.Append(new SecondFactorEnrolled(person.Id));
        EndPasskeys.Of(scope, person.Id);
        EndSessions.Of(scope, sessions, person.Id);
        return recovery.Issue(scope, person.Id);
    }

    private static void SetPassword(WriteScope scope, PersonId person, byte[] sealedHash)
    {
        if (SignInRows.CredentialOf(scope.Db, person) is { } credential)
            credential.Change(sealedHash, scope.Now);
        else
            scope.Db.Add(Credential.Of(person, sealedHash, scope.Now));
    }

    private static void SetFactor(WriteScope scope, PersonId person, byte[] sealedSeed, long step)
    {
        if (SignInRows.FactorOf(scope.Db, person) is { } factor)
            factor.Replace(sealedSeed, step, scope.Now);
        else
            scope.Db.Add(SecondFactor.Of(person, sealedSeed, step, scope.Now));
    }

    private Task LogFailure(Actor caller, PersonId person, Attempt.Admitted attempt) =>
        vault.Writer.Write(
            caller,
            scope => scope.Append(new SignInFailed(person, FailedFactor.Invitation, attempt.InARow))
        );

    private AcceptInvitationOutcome.Gone Gone()
    {
        refusals.Add();
        return new AcceptInvitationOutcome.Gone();
    }
}
