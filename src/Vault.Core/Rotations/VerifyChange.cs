using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Rotations;

/// <summary>What came of attesting a sign-in.</summary>
public abstract record VerificationOutcome
{
    private VerificationOutcome() { }

    public sealed record Done : VerificationOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record Refused(VerificationRefusal Why) : VerificationOutcome;

    /// <summary>No such value, or one this person has nothing to do with: the two look alike.</summary>
    public sealed record NotFound : VerificationOutcome;
}

/// <summary>
/// 登录验证: a second person attests that the setter signed in before him with the pending value, and is shown no secret.
/// It becomes the one in use, and the former one retires, at once. Or he attests that it did not work: then it is as if
/// nobody had said that the platform has it. Of many who attest, one does.
/// </summary>
public sealed class VerifyChange(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Verify"/> with the account as subject.</param>
    /// <param name="failure">Null: the setter signed in. Otherwise what was seen instead.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    /// <exception cref="TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public Task<VerificationOutcome> Run(
        Actor actor,
        FreshProof? proof,
        AccountId account,
        SecretVersionId version,
        Reason? failure = null
    ) => vault.Writer.Write(actor, scope => Take(scope, proof, account, version, failure));

    private static VerificationOutcome Take(
        WriteScope scope,
        FreshProof? proof,
        AccountId account,
        SecretVersionId id,
        Reason? failure
    )
    {
        var versions = scope.Db.AllOfNow(account.Value, scope.Db.Set<SecretVersion>().Where(v => v.Account == account));
        if (versions.Find(v => v.Id == id) is not { } version)
            return new VerificationOutcome.NotFound();
        var refusal = Refusal(scope, version);
        if (refusal is null && proof?.Use(scope.Actor, ProofPurpose.Verify, account.Value, scope.Now) != true)
            refusal = VerificationRefusal.ProofNotFresh;
        if (refusal is { } why)
        {
            scope.Append(new VerificationRefused(account, version.Component, version.Version, why));
            return why == VerificationRefusal.NotYours
                ? new VerificationOutcome.NotFound()
                : new VerificationOutcome.Refused(why);
        }
        if (failure is null)
            Accept(scope, version, versions);
        else
            Fail(scope, version, failure);
        return new VerificationOutcome.Done();
    }

    private static VerificationRefusal? Refusal(WriteScope scope, SecretVersion version)
    {
        var (db, person, id) = (scope.Db, scope.Actor.RequirePerson(), version.Account);
        var account = db.OneOfNow(db.Set<Account>().Where(a => a.Id == id), id.ToString())!;
        var sources = VerifierSources.Read(db, account, scope.Now);
        return Verifiers.Refusal(sources, version, person, scope.Now);
    }

    private static void Accept(WriteScope scope, SecretVersion version, IReadOnlyList<SecretVersion> all)
    {
        var former = all.SingleOrDefault(v => v.Component == version.Component && v.State == VersionState.Current);
        if (former is not null)
        {
            former.Retire(scope.Now);
            // Retired first: at no moment may there be two current values.
            scope.SaveSoFar();
        }
        version.BeVerified(scope.Actor.RequirePerson(), scope.Now);
        var (account, component) = (version.Account, version.Component);
        scope.Append(new SecretVerified(account, version.Id, component, version.Version, version.SetBy));
    }

    private static void Fail(WriteScope scope, SecretVersion version, Reason why)
    {
        version.BeNotApplied();
        var (account, component, text) = (version.Account, version.Component, PrivateText.Of(why.Text));
        scope.Append(
            new SecretVerificationFailed(account, version.Id, component, version.Version, version.SetBy, text)
        );
    }
}
