using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Custody;

/// <summary>What came of putting a value in custody.</summary>
public abstract record DepositOutcome
{
    private DepositOutcome() { }

    public sealed record Deposited(SecretVersionId Id, int Version, VersionState State) : DepositOutcome;

    public sealed record Refused(CustodyRefusal Why) : DepositOutcome;

    /// <inheritdoc cref="RevealOutcome.NotFound"/>
    public sealed record NotFound : DepositOutcome;
}

/// <summary>
/// Puts a value in custody. A typed value is what the platform has, as its setter says, who is noted as knowing it. A
/// generated value is durable before anybody sees it, and on the platform when its setter says so
/// (<see cref="ApplyPending"/>). Either waits beside the value in use until somebody else has seen it open the account.
/// Only what the platform has can be put in custody; what is there from before stays readable.
/// </summary>
public sealed class Deposit(VaultDb db, VaultInstance vault, Sealer sealer, EqualValues equal)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.UseSecrets"/> of this account.</param>
    /// <param name="value">
    /// UTF-8, 1 to <see cref="Plaintext.Limit"/> bytes. It is sealed before the writer is asked, which never sees it, so
    /// the caller may clear it as soon as this returns or throws.
    /// </param>
    /// <exception cref="VaultUnavailableException">Nothing was put in custody, as far as the caller can know.</exception>
    /// <exception cref="TamperedRowException">A row the decision rests on is not the attested one.</exception>
    public Task<DepositOutcome> Run(
        Actor actor,
        FreshProof? proof,
        AccountId account,
        Component component,
        ReadOnlyMemory<byte> value,
        ValueOrigin origin
    ) => db.DecideOver(() => Decide(actor, proof, account, component, value.Span, origin));

    private Task<DepositOutcome> Decide(
        Actor actor,
        FreshProof? proof,
        AccountId account,
        Component component,
        ReadOnlySpan<byte> value,
        ValueOrigin origin
    )
    {
        var person = actor.RequirePerson();
        var facts = CustodyFacts.Read(db, person, account, component);
        var isOffered = facts is not null && new PlatformList(db).Of(facts.Account).Has(component);
        var refusal = CustodyRules.Deposit(facts, isOffered, person, vault.Clock.GetUtcNow());
        var next = refusal is null ? SealNext(facts!, component, value) : null;
        var newValue = refusal is null && component.IsRotatable() ? Ask(component, value) : null;
        return vault.Writer.Write<DepositOutcome>(
            actor,
            db.RowsRead,
            scope =>
            {
                refusal ??= CustodyRules.Deposit(facts, isOffered, person, scope.Now);
                if (refusal is null && proof?.Use(actor, ProofPurpose.UseSecrets, account.Value, scope.Now) != true)
                    refusal = CustodyRefusal.ProofNotFresh;
                if (refusal is null && newValue?.IsNew(scope.Db, facts!, scope.Now) == false)
                    refusal = CustodyRefusal.NotNew;
                return refusal is { } why
                    ? Refuse(scope, account, component, why)
                    : Keep(scope, facts!, next!, origin, person);
            }
        );
    }

    private NewValue Ask(Component component, ReadOnlySpan<byte> value)
    {
        var asked = new NewValue(equal, sealer.FingerprintOf(Plaintext.From(value), component));
        // The fingerprints of the whole vault are opened here rather than while the writer waits.
        asked.Warm(db);
        return asked;
    }

    private SealedValue SealNext(CustodyFacts facts, Component component, ReadOnlySpan<byte> value)
    {
        var secret = Plaintext.From(value);
        var id = SecretVersionId.New();
        var number = facts.Versions.Count == 0 ? 1 : facts.Versions[^1].Version + 1;
        var sealedSecret = sealer.Seal(secret, id, new(facts.Account.Id, component, number));
        return new(sealedSecret, sealer.SealFingerprint(secret, component, id));
    }

    private static DepositOutcome Refuse(WriteScope scope, AccountId account, Component component, CustodyRefusal why)
    {
        scope.Append(new CustodyRefused(account, component, why));
        return why == CustodyRefusal.NotAppointed ? new DepositOutcome.NotFound() : new DepositOutcome.Refused(why);
    }

    private static DepositOutcome.Deposited Keep(
        WriteScope scope,
        CustodyFacts facts,
        SealedValue next,
        ValueOrigin origin,
        PersonId person
    )
    {
        var state = CustodyRules.Begins(facts, origin);
        if (state == VersionState.Current)
            Retire(scope, facts.Current);
        var version = SecretVersion.Of(
            next.Secret,
            Sealer.KeyIdOf(next.Secret),
            next.Fingerprint,
            origin,
            state,
            person,
            scope.Now,
            isApplied: origin == ValueOrigin.Typed
        );
        scope.Db.Add(version);
        if (origin == ValueOrigin.Typed)
            scope.Db.Add(Knowledge.Of(person, version.Id, version.Account, KnowledgeSource.Set, scope.Now));
        scope.Append(
            new SecretDeposited(
                version.Account,
                version.Id,
                version.Component,
                version.Version,
                origin,
                state,
                version.CiphertextHash
            )
        );
        return new(version.Id, version.Version, state);
    }

    private static void Retire(WriteScope scope, SecretVersion? former)
    {
        if (former is null)
            return;
        scope.Db.OneOfNow(scope.Db.Set<SecretVersion>().Where(v => v.Id == former.Id), former.RowId)!.Retire(scope.Now);
        // Retired first: at no moment may there be two current values.
        scope.SaveSoFar();
    }

    private sealed record SealedValue(SealedSecret Secret, byte[] Fingerprint);
}
