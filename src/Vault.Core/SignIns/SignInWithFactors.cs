using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Text;

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
    SessionStore sessions,
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
        device = InertText.Of(device);
        var actor = Actor.Of(known.Person, null, address);
        var (accepted, wrong) = await vault.Writer.Write(actor, scope => Accept(scope, known, code, device));
        if (accepted is null)
        {
            // Not as the person: nobody has shown that he is the one.
            await LogFailure(Actor.Anonymous(address), known, wrong, attempt);
            return null;
        }
        var now = vault.Clock.GetUtcNow();
        var (session, token) = sessions.Start(accepted.Receipt, known.Person.Id, address, device, now);
        if (await StillCounts(actor, known, accepted.Factor, session))
            return new(session, token, attempt.Before);
        sessions.End(session);
        return null;
    }

    private (Accepted?, FailedFactor) Accept(WriteScope scope, Known known, string? code, string device)
    {
        var person = known.Person.Id;
        if (!IsAsKnown(scope.Db, known))
            return (null, FailedFactor.Password);
        if (check.Use(scope, person, code) is { } wrong)
            return (null, wrong);
        SignInRows.CountOf(scope.Db, person)!.Clear();
        var receipt = scope.Append(new SignedIn(SessionId.New(), PrivateText.Of(device)));
        return (new(receipt, SignInRows.FactorOf(scope.Db, person)), default);
    }

    /// <summary>
    /// A change of password or factor ends all sessions; one that began while it was being made has to end as well. Asked
    /// inside the writer: a change before this command is seen here, one after it finds the session.
    /// </summary>
    private async Task<bool> StillCounts(Actor actor, Known known, SecondFactor? factor, Session session)
    {
        try
        {
            return await vault.Writer.Write(
                actor,
                scope => IsAsKnown(scope.Db, known) && IsSame(SignInRows.FactorOf(scope.Db, known.Person.Id), factor)
            );
        }
        catch
        {
            sessions.End(session);
            throw;
        }
    }

    private static bool IsAsKnown(VaultDb db, Known known) =>
        SignInRows.PersonOf(db, known.Person.Id) is not null
        && SignInRows.CredentialOf(db, known.Person.Id)?.IsAsIn(known.Credential) == true;

    private static bool IsSame(SecondFactor? now, SecondFactor? then) =>
        now is null ? then is null : then is not null && now.IsAsIn(then);

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

    /// <param name="Factor">As it was when the code was judged; null only for a recovery code without one.</param>
    private sealed record Accepted(AuditReceipt<SignedIn> Receipt, SecondFactor? Factor);
}
