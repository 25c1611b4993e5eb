using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.SignIns;

/// <summary>
/// Begins a session for a person whose factors are right: the one place where <see cref="SignedIn"/> is written, and so
/// the only beginning there is.
/// </summary>
public sealed class StartSession(VaultInstance vault, SessionStore sessions)
{
    /// <param name="attempt">Counted before; the whole count is cleared.</param>
    /// <param name="judge">Run inside the writer, where no other attempt runs: what is wrong, or null. It uses up what it judges.</param>
    /// <returns>The session; or what was wrong; or neither, if something changed while it began.</returns>
    internal async Task<(SignInOutcome.SignedIn? SignedIn, FailedFactor? Wrong)> Begin(
        Person person,
        Attempt.Admitted attempt,
        string? address,
        string device,
        Func<WriteScope, FailedFactor?> judge
    )
    {
        device = InertText.Of(device);
        var actor = Actor.Of(person, null, address);
        var (accepted, wrong) = await vault.Writer.Write(actor, scope => Accept(scope, person.Id, device, judge));
        if (accepted is null)
            return (null, wrong);
        var now = vault.Clock.GetUtcNow();
        var (session, token) = sessions.Start(accepted.Receipt, person.Id, address, device, now);
        if (await StillCounts(actor, person.Id, accepted.Means, session))
            return (new(session, token, attempt.Before), null);
        sessions.End(session);
        return (null, null);
    }

    private static (Accepted?, FailedFactor?) Accept(
        WriteScope scope,
        PersonId person,
        string device,
        Func<WriteScope, FailedFactor?> judge
    )
    {
        if (SignInRows.PersonOf(scope.Db, person) is null)
            return (null, FailedFactor.Password);
        if (judge(scope) is { } wrong)
            return (null, wrong);
        SignInRows.CountOf(scope.Db, person)!.Clear();
        var receipt = scope.Append(new SignedIn(SessionId.New(), PrivateText.Of(device)));
        return (new(receipt, Means.Of(scope.Db, person)), null);
    }

    /// <summary>
    /// A change of password, factor or passkeys ends all sessions; one that began while it was being made has to end as
    /// well. Asked inside the writer: a change before this command is seen here, one after it finds the session.
    /// </summary>
    private async Task<bool> StillCounts(Actor actor, PersonId person, Means then, Session session)
    {
        try
        {
            return await vault.Writer.Write(
                actor,
                scope => SignInRows.PersonOf(scope.Db, person) is not null && Means.Of(scope.Db, person).AreAsIn(then)
            );
        }
        catch
        {
            sessions.End(session);
            throw;
        }
    }

    /// <param name="Means">As they were when the factors were judged.</param>
    private sealed record Accepted(AuditReceipt<SignedIn> Receipt, Means Means);

    /// <summary>What a person can sign in with.</summary>
    private sealed record Means(Credential? Credential, SecondFactor? Factor, IReadOnlySet<PasskeyId> Passkeys)
    {
        public static Means Of(VaultDb db, PersonId person) =>
            new(
                SignInRows.CredentialOf(db, person),
                SignInRows.FactorOf(db, person),
                SignInRows.PasskeysOf(db, person).Where(p => p.IsLive).Select(p => p.Id).ToHashSet()
            );

        public bool AreAsIn(Means other) =>
            (
                Credential is null
                    ? other.Credential is null
                    : other.Credential is not null && Credential.IsAsIn(other.Credential)
            )
            && (Factor is null ? other.Factor is null : other.Factor is not null && Factor.IsAsIn(other.Factor))
            && Passkeys.SetEquals(other.Passkeys);
    }
}
