using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.People;

namespace Vault.Core.Custody;

/// <summary>What came of asking to see a secret.</summary>
public abstract record RevealOutcome
{
    private RevealOutcome() { }

    /// <summary>The line is durable; the receipt opens the secret once.</summary>
    public sealed record Granted(SealedSecret Secret, AuditReceipt<SecretRevealed> Receipt) : RevealOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    /// <param name="Again">When it is possible again, where that is only a matter of time.</param>
    public sealed record Refused(CustodyRefusal Why, DateTimeOffset? Again = null) : RevealOutcome;

    /// <summary>The account is not checked out to this person, and could not be for this. Logged as refused.</summary>
    public sealed record NotHad(NotCheckedOut Why) : RevealOutcome;

    /// <summary>No such account, or one this person has nothing to do with: the two look alike.</summary>
    public sealed record NotFound : RevealOutcome;
}

/// <summary>Which value of a component is meant.</summary>
public enum WhichVersion
{
    Current,

    /// <summary>A value its setter is about to put on the platform, or has and waits for it to be verified.</summary>
    Pending,

    /// <summary>The value that was replaced or given up last: the platform may have it after all.</summary>
    Retired,
}

/// <summary>
/// Decides whether a person may see a secret and writes it to the log before anything is opened. The decision is made
/// over rows held against the log, outside the writer; inside, it stands only if none of them has changed since. Only who
/// has the account checked out is shown anything; where its policy asks nobody, the reveal checks it out.
/// </summary>
public sealed class Reveal(VaultDb db, VaultInstance vault, FieldSealer fields)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.UseSecrets"/> of this account.</param>
    /// <param name="purpose">What the account is had for, where this opens it; null: what it was for last.</param>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing may be shown.</exception>
    /// <exception cref="TamperedRowException">A row the decision rests on is not the attested one.</exception>
    public Task<RevealOutcome> Run(
        Actor actor,
        FreshProof? proof,
        AccountId account,
        Component component,
        Reason reason,
        WhichVersion which = WhichVersion.Current,
        string? purpose = null
    ) => db.DecideOver(() => Decide(actor, proof, account, component, reason, which, purpose));

    private Task<RevealOutcome> Decide(
        Actor actor,
        FreshProof? proof,
        AccountId account,
        Component component,
        Reason reason,
        WhichVersion which,
        string? purpose
    )
    {
        var person = actor.RequirePerson();
        var (facts, version, isNew, use, limit) = db.Remembered(
            new RevealReading(person, account, component, which),
            () => Read(person, account, component, which)
        );
        var refusal = Refusal(vault.Clock.GetUtcNow());
        return vault.Writer.Write<RevealOutcome>(
            actor,
            db.RowsRead,
            scope =>
            {
                refusal ??= Refusal(scope.Now);
                refusal ??= vault.Witnesses.BlocksReveals ? CustodyRefusal.NotWitnessed : null;
                if (refusal is null && proof?.Use(actor, ProofPurpose.UseSecrets, account.Value, scope.Now) != true)
                    refusal = CustodyRefusal.ProofNotFresh;
                var again = refusal is null ? limit.Again(scope) : null;
                if (again is not null)
                    refusal = CustodyRefusal.TooMany;
                if (refusal is { } why)
                {
                    scope.Append(new CustodyRefused(account, component, why));
                    return why == CustodyRefusal.NotAppointed
                        ? new RevealOutcome.NotFound()
                        : new RevealOutcome.Refused(why, again);
                }
                if (!version!.IsBeingSetBy(person) && use.Stands(scope, fields, reason, purpose) is { } not)
                    return new RevealOutcome.NotHad(not);
                if (isNew)
                    scope.Db.Add(Knowledge.Of(person, version.Id, account, KnowledgeSource.Revealed, scope.Now));
                // Who sets a new value in an emergency need not change it again for having seen it.
                if (!version.IsBeingSetBy(person) && use.IsByBreakGlass(person, scope.Now))
                    BreakGlassChanges.Owe(scope, version);
                return Grant(scope, version, reason);
            }
        );

        CustodyRefusal? Refusal(DateTimeOffset now) =>
            CustodyRules.Reveal(facts, component, version, person, use.IsByBreakGlass(person, now), now);
    }

    private (CustodyFacts? Facts, SecretVersion? Version, bool IsNew, UseOfCheckout Use, VolumeLimit Limit) Read(
        PersonId person,
        AccountId account,
        Component component,
        WhichVersion which
    )
    {
        var facts = CustodyFacts.Read(db, person, account, component);
        var version = facts?.Of(which);
        var isNew = version is not null && !Knowledge.IsRevealed(db, person, version.Id);
        return (facts, version, isNew, UseOfCheckout.Read(db, person, account), VolumeLimit.Read(db));
    }

    private sealed record RevealReading(PersonId Person, AccountId Account, Component Component, WhichVersion Which);

    private static RevealOutcome.Granted Grant(WriteScope scope, SecretVersion version, Reason reason)
    {
        var receipt = scope.Append(
            new SecretRevealed(
                version.Account,
                version.Id,
                version.Component,
                version.Version,
                version.CiphertextHash,
                PrivateText.Of(reason.Text)
            )
        );
        return new(version.Sealed!, receipt);
    }
}
