using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.People;

namespace Vault.Core.Custody;

/// <summary>What came of asking for a one-time code.</summary>
public abstract record IssueCodeOutcome
{
    private IssueCodeOutcome() { }

    /// <summary>The line is durable; the receipt lets the sealer compute the code once.</summary>
    public sealed record Granted(SealedSecret Seed, AuditReceipt<CodeIssued> Receipt) : IssueCodeOutcome;

    /// <inheritdoc cref="RevealOutcome.Refused"/>
    public sealed record Refused(CustodyRefusal Why, DateTimeOffset? Again = null) : IssueCodeOutcome;

    /// <inheritdoc cref="RevealOutcome.NotHad"/>
    public sealed record NotHad(NotCheckedOut Why) : IssueCodeOutcome;

    /// <inheritdoc cref="RevealOutcome.NotFound"/>
    public sealed record NotFound : IssueCodeOutcome;
}

/// <summary>
/// Decides whether a person may have the current code of an account's seed and writes it to the log first. Who knows a
/// code does not know the seed, so it leaves no knowledge row. The account is checked out as for <see cref="Reveal"/>; a
/// code of a seed on its way to the platform is what its setter proves there that he has it.
/// </summary>
public sealed class IssueCode(VaultDb db, VaultInstance vault, FieldSealer fields)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.UseSecrets"/> of this account.</param>
    /// <param name="purpose">What the account is had for, where this opens it; null: what it was for last.</param>
    /// <exception cref="VaultUnavailableException">The log took no line: no code may be shown.</exception>
    /// <exception cref="TamperedRowException">A row the decision rests on is not the attested one.</exception>
    public Task<IssueCodeOutcome> Run(
        Actor actor,
        FreshProof? proof,
        AccountId account,
        Reason reason,
        WhichVersion which = WhichVersion.Current,
        string? purpose = null
    ) => db.DecideOver(() => Decide(actor, proof, account, reason, which, purpose));

    private Task<IssueCodeOutcome> Decide(
        Actor actor,
        FreshProof? proof,
        AccountId account,
        Reason reason,
        WhichVersion which,
        string? purpose
    )
    {
        var person = actor.RequirePerson();
        var (facts, use, limit) = db.Remembered(
            new CodeReading(person, account),
            () =>
                (
                    CustodyFacts.Read(db, person, account, Component.TotpSeed),
                    UseOfCheckout.Read(db, person, account),
                    VolumeLimit.Read(db)
                )
        );
        var seed = facts?.Of(which);
        return vault.Writer.Write<IssueCodeOutcome>(
            actor,
            db.RowsRead,
            scope =>
            {
                var hasBroken = use.IsByBreakGlass(person, scope.Now);
                var refusal = CustodyRules.IssueCode(facts, seed, person, hasBroken, scope.Now);
                refusal ??= vault.Witnesses.BlocksReveals ? CustodyRefusal.NotWitnessed : null;
                if (refusal is null && proof?.Use(actor, ProofPurpose.UseSecrets, account.Value, scope.Now) != true)
                    refusal = CustodyRefusal.ProofNotFresh;
                var again = refusal is null ? limit.Again(scope) : null;
                if (again is not null)
                    refusal = CustodyRefusal.TooMany;
                if (refusal is { } why)
                {
                    scope.Append(new CustodyRefused(account, Component.TotpSeed, why));
                    return why == CustodyRefusal.NotAppointed
                        ? new IssueCodeOutcome.NotFound()
                        : new IssueCodeOutcome.Refused(why, again);
                }
                if (!seed!.IsBeingSetBy(person) && use.Stands(scope, fields, reason, purpose) is { } not)
                    return new IssueCodeOutcome.NotHad(not);
                var line = new CodeIssued(
                    account,
                    seed.Id,
                    seed.Version,
                    seed.CiphertextHash,
                    PrivateText.Of(reason.Text)
                );
                return new IssueCodeOutcome.Granted(seed.Sealed!, scope.Append(line));
            }
        );
    }

    private sealed record CodeReading(PersonId Person, AccountId Account);
}
