using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>What came of a sign-in.</summary>
public abstract record SignInOutcome
{
    private SignInOutcome() { }

    /// <summary>Both factors were right.</summary>
    /// <param name="Token">For the cookie; kept nowhere.</param>
    /// <param name="FailuresBefore">Failed attempts since the last sign-in, for the person to know.</param>
    public sealed record SignedIn(Session Session, string Token, int FailuresBefore) : SignInOutcome
    {
        public override string ToString() => nameof(SignedIn);
    }

    /// <summary>
    /// Not signed in. The one answer to everything: no such name, disabled, not enrolled, a wrong factor, a used code,
    /// too many attempts; it tells nobody which names exist.
    /// </summary>
    public sealed record Refused : SignInOutcome;
}

/// <summary>Signs a person in with both factors in one step; there is no session with one.</summary>
public sealed class SignInWithFactors(
    VaultDb db,
    VaultInstance vault,
    AttemptCounter attempts,
    PasswordHashing hashing,
    SignInSealer sealer,
    SecondFactorCheck check,
    StartSession start,
    AnonymousRefusals refusals,
    RefusalPace pace
)
{
    /// <param name="code">A one-time code or a recovery code, as typed.</param>
    /// <param name="address">Where the caller is, from the connection.</param>
    /// <param name="device">The browser's own description.</param>
    /// <exception cref="VaultUnavailableException">Too many sign-ins at once, or the log took no line.</exception>
    public async Task<SignInOutcome> Run(
        string? userName,
        string? password,
        string? code,
        string? address,
        string device
    )
    {
        var begun = vault.Clock.GetTimestamp();
        var caller = Actor.Anonymous(address);
        var known = Find(userName);
        var (attempt, right, outdated) = await Weigh(caller, known, password);
        if (known is null || attempt is null)
            refusals.Add();
        else if (!right)
            await LogFailure(caller, known, FailedFactor.Password, attempt);
        else if (await Begin(known, attempt, code, address, device) is { } signedIn)
        {
            if (outdated)
                await TryRehash(signedIn.Session, known, password!, address);
            return signedIn;
        }
        await pace.Keep(begun, vault.Clock);
        return new SignInOutcome.Refused();
    }

    private Known? Find(string? typed)
    {
        if (!UserName.TryParse(typed, out var userName))
            return null;
        var name = userName.Text;
        if (db.Set<Person>().SingleOrDefault(p => p.UserName == name) is not { DisabledAt: null } person)
            return null;
        return SignInRows.CredentialOf(db, person.Id) is { } credential ? new(person, credential) : null;
    }

    /// <summary>Counts the attempt, then verifies the password; the same work for a name that does not exist.</summary>
    private async Task<(Attempt.Admitted? Attempt, bool Right, bool Outdated)> Weigh(
        Actor caller,
        Known? known,
        string? password
    )
    {
        var hash = known is null ? null : sealer.OpenHash(known.Credential);
        var normalised = PasswordPolicy.TryNormalise(password, out var text) ? text : null;
        using var turn = await hashing.TakeTurn();
        var attempt = known is null
            ? await vault.Writer.Write<Attempt?>(caller, _ => null)
            : await attempts.Begin(caller, known.Person.Id, AttemptChannel.SignIn);
        var (right, outdated) = turn.Verify(hash, normalised);
        return (attempt as Attempt.Admitted, right, outdated);
    }

    /// <summary>Null, with the failure logged, if the second factor is wrong or something changed meanwhile.</summary>
    private async Task<SignInOutcome.SignedIn?> Begin(
        Known known,
        Attempt.Admitted attempt,
        string? code,
        string? address,
        string device
    )
    {
        var (signedIn, wrong) = await start.Begin(
            known.Person,
            attempt,
            address,
            device,
            scope => IsAsKnown(scope.Db, known) ? check.Use(scope, known.Person.Id, code) : FailedFactor.Password
        );
        // Not as the person: nobody has shown that he is the one.
        if (wrong is { } factor)
            await LogFailure(Actor.Anonymous(address), known, factor, attempt);
        return signedIn;
    }

    private static bool IsAsKnown(VaultDb db, Known known) =>
        SignInRows.CredentialOf(db, known.Person.Id)?.IsAsIn(known.Credential) == true;

    private Task LogFailure(Actor actor, Known known, FailedFactor factor, Attempt.Admitted attempt) =>
        vault.Writer.Write(actor, scope => scope.Append(new SignInFailed(known.Person.Id, factor, attempt.InARow)));

    private async Task TryRehash(Session session, Known known, string password, string? address)
    {
        try
        {
            await Rehash(session, known, password, address);
        }
        catch (VaultUnavailableException)
        {
            // Both factors were right; the next sign-in makes up for it.
        }
    }

    private async Task Rehash(Session session, Known known, string password, string? address)
    {
        PasswordPolicy.TryNormalise(password, out var normalised);
        using var turn = await hashing.TakeTurn();
        var hash = sealer.SealHash(known.Person.Id, turn.Hash(normalised));
        await vault.Writer.Write(
            Actor.Of(known.Person, session.Id, address),
            scope =>
            {
                if (SignInRows.CredentialOf(scope.Db, known.Person.Id) is not { } credential)
                    return false;
                if (!credential.IsAsIn(known.Credential))
                    return false;
                credential.Rehash(hash);
                scope.Append(new PasswordRehashed(known.Person.Id));
                return true;
            }
        );
    }

    private sealed record Known(Person Person, Credential Credential);
}
