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
/// Puts a value in custody. A typed value is what the platform has: it becomes current and the former one retires, and
/// its setter is noted as knowing it. A generated value is durable as pending before anybody sees it, and becomes
/// current when its setter says the platform has it (<see cref="TakeIntoUse"/>).
/// </summary>
public sealed class Deposit(VaultInstance vault, Sealer sealer)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.UseSecrets"/> of this account.</param>
    /// <param name="value">UTF-8, 1 to <see cref="Plaintext.Limit"/> bytes; the caller clears it.</param>
    /// <exception cref="VaultUnavailableException">Nothing was put in custody.</exception>
    public Task<DepositOutcome> Run(
        Actor actor,
        FreshProof? proof,
        AccountId account,
        Component component,
        ReadOnlyMemory<byte> value,
        ValueOrigin origin
    )
    {
        var person = actor.RequirePerson();
        return vault.Writer.Write<DepositOutcome>(
            actor,
            scope =>
            {
                if (CustodyFacts.Read(scope.Db, account, component) is not { } facts)
                    return new DepositOutcome.NotFound();
                var refusal = CustodyRules.Deposit(facts, person, scope.Now);
                if (refusal is null && proof?.Use(actor, ProofPurpose.UseSecrets, account.Value, scope.Now) != true)
                    refusal = CustodyRefusal.ProofNotFresh;
                if (refusal is null && component.IsRotatable() && WasHeldBefore(facts, value.Span))
                    refusal = CustodyRefusal.ValueHeldBefore;
                return refusal is { } why
                    ? Refuse(scope, account, component, why)
                    : Keep(scope, facts, component, value.Span, origin, person);
            }
        );
    }

    private bool WasHeldBefore(CustodyFacts facts, ReadOnlySpan<byte> value)
    {
        var secret = Plaintext.From(value);
        foreach (var version in facts.Versions)
        {
            if (sealer.HadValue(version, secret))
                return true;
        }
        return false;
    }

    private static DepositOutcome Refuse(WriteScope scope, AccountId account, Component component, CustodyRefusal why)
    {
        scope.Append(new CustodyRefused(account, component, why));
        return why == CustodyRefusal.NotAppointed ? new DepositOutcome.NotFound() : new DepositOutcome.Refused(why);
    }

    private DepositOutcome.Deposited Keep(
        WriteScope scope,
        CustodyFacts facts,
        Component component,
        ReadOnlySpan<byte> value,
        ValueOrigin origin,
        PersonId person
    )
    {
        var state = origin == ValueOrigin.Generated ? VersionState.Pending : VersionState.Current;
        var version = SealNext(facts, component, value, origin, state, person, scope.Now);
        if (state == VersionState.Current && facts.Current is { } former)
        {
            former.Retire();
            // Retired first: at no moment may there be two current values.
            scope.SaveSoFar();
        }
        scope.Db.Add(version);
        if (origin == ValueOrigin.Typed)
            scope.Db.Add(Knowledge.Of(person, version.Id, version.Account, KnowledgeSource.Set, scope.Now));
        scope.Append(
            new SecretDeposited(
                version.Account,
                version.Id,
                component,
                version.Version,
                origin,
                state,
                version.CiphertextHash
            )
        );
        return new(version.Id, version.Version, state);
    }

    private SecretVersion SealNext(
        CustodyFacts facts,
        Component component,
        ReadOnlySpan<byte> value,
        ValueOrigin origin,
        VersionState state,
        PersonId person,
        DateTimeOffset at
    )
    {
        var secret = Plaintext.From(value);
        var id = SecretVersionId.New();
        var number = facts.Versions.Count == 0 ? 1 : facts.Versions[^1].Version + 1;
        var sealedSecret = sealer.Seal(secret, id, new(facts.Account.Id, component, number));
        var fingerprint = sealer.SealFingerprint(secret, id);
        return SecretVersion.Of(sealedSecret, Sealer.KeyIdOf(sealedSecret), fingerprint, origin, state, person, at);
    }
}
