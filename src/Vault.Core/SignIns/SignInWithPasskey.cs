using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>
/// Signs a person in with a passkey alone. It counts as both factors: the device is what he has, and the authenticator
/// verified him by PIN or biometrics before it signed (NIST SP 800-63B-4 §3.1.7, multi-factor cryptographic
/// authentication, AAL2); an answer without user verification is refused by the edge. The browser names the person,
/// so nobody learns which user names exist or have passkeys.
/// </summary>
public sealed class SignInWithPasskey(
    VaultDb db,
    VaultInstance vault,
    AttemptCounter attempts,
    StartSession start,
    AnonymousRefusals refusals,
    RefusalPace pace
)
{
    /// <param name="credentialId">Which passkey the browser says it asked.</param>
    /// <param name="verify">Verifies its answer; null if it does not. Called once the attempt is counted.</param>
    /// <param name="address">Where the caller is, from the connection.</param>
    /// <param name="device">The browser's own description.</param>
    /// <exception cref="VaultUnavailableException">The log took no line.</exception>
    public async Task<SignInOutcome> Run(
        byte[] credentialId,
        Func<Task<PasskeyAssertion?>> verify,
        string? address,
        string device
    )
    {
        var begun = vault.Clock.GetTimestamp();
        if (Find(credentialId) is not { } known)
            refusals.Add();
        else if (await Judge(known, verify, address, device) is { } signedIn)
            return signedIn;
        await pace.Keep(begun, vault.Clock);
        return new SignInOutcome.Refused();
    }

    private Known? Find(byte[] credentialId)
    {
        if (db.Set<Passkey>().SingleOrDefault(p => p.CredentialId == credentialId) is not { IsLive: true } passkey)
            return null;
        return SignInRows.PersonOf(db, passkey.Person) is { } person ? new(person, passkey.Id) : null;
    }

    private async Task<SignInOutcome?> Judge(
        Known known,
        Func<Task<PasskeyAssertion?>> verify,
        string? address,
        string device
    )
    {
        var caller = Actor.Anonymous(address);
        if (await attempts.Begin(caller, known.Person.Id, AttemptChannel.SignIn) is not Attempt.Admitted attempt)
        {
            refusals.Add();
            return null;
        }
        var verdict = PasskeyVerdict.NotHis;
        if (await verify() is { } asserted && asserted.Passkey == known.Passkey)
        {
            var (signedIn, wrong) = await start.Begin(
                known.Person,
                attempt,
                address,
                device,
                scope => Use(scope, known.Person.Id, asserted, out verdict)
            );
            if (wrong is null)
                return signedIn;
        }
        await LogFailure(caller, known, verdict, attempt);
        return null;
    }

    private static FailedFactor? Use(
        WriteScope scope,
        PersonId person,
        PasskeyAssertion asserted,
        out PasskeyVerdict verdict
    )
    {
        verdict = PasskeyJudgement.Use(scope, person, asserted);
        return verdict == PasskeyVerdict.Right ? null : FailedFactor.Passkey;
    }

    private Task LogFailure(Actor caller, Known known, PasskeyVerdict verdict, Attempt.Admitted attempt) =>
        vault.Writer.Write(
            caller,
            scope =>
            {
                if (verdict == PasskeyVerdict.CountStands)
                    scope.Append(new PasskeyCopySuspected(known.Passkey, known.Person.Id));
                return scope.Append(new SignInFailed(known.Person.Id, FailedFactor.Passkey, attempt.InARow));
            }
        );

    private sealed record Known(Person Person, PasskeyId Passkey);
}
