using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Imports;

/// <summary>What came of deciding an import.</summary>
public abstract record DecideImportOutcome
{
    private DecideImportOutcome() { }

    public sealed record Done(ImportPlan? Plan) : DecideImportOutcome;

    /// <summary>Somebody decided first; his decision stands. Answered with 409.</summary>
    public sealed record DecidedBefore(ProposalDecision Decision) : DecideImportOutcome;

    /// <summary>The register has changed since this person looked: it would do something else now. Answered with 409.</summary>
    public sealed record PlanChanged : DecideImportOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record Refused(GrantRefusal Why) : DecideImportOutcome;

    public sealed record NotFound : DecideImportOutcome;
}

/// <summary>
/// Confirms, refuses or withdraws an import, once. A confirmed one takes effect in the same command, all of it or
/// nothing, and only if it does what the confirming person was shown.
/// </summary>
public sealed class DecideImport(VaultInstance vault, FieldSealer fields, Sealer sealer)
{
    /// <summary>Ten thousand rows take their time, and nobody else writes meanwhile.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Confirm"/> with the import as subject; not asked for a withdrawal.</param>
    /// <param name="digest"><see cref="ImportPlan.Digest"/> of what was shown; not looked at unless it is confirmed.</param>
    /// <param name="progress">Told how many accounts are done, from within the writer.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<DecideImportOutcome> Run(
        Actor actor,
        FreshProof? proof,
        RegisterImportId id,
        ProposalStep step,
        string? digest = null,
        IProgress<int>? progress = null
    ) => vault.Writer.Write(actor, scope => Decide(scope, proof, id, step, digest, progress), patience: Patience);

    /// <summary>Null if this person may do this with this import.</summary>
    internal static GrantRefusal? Guard(Standing? by, RegisterImport import, bool withdraws)
    {
        if (by is null)
            return GrantRefusal.NotYourRole;
        if (withdraws)
            return import.ProposedBy == by.Id ? null : GrantRefusal.NotYourProposal;
        if (!GrantRules.MayDecide(by))
            return GrantRefusal.NotYourRole;
        return import.ProposedBy == by.Id ? GrantRefusal.OwnProposal : null;
    }

    private DecideImportOutcome Decide(
        WriteScope scope,
        FreshProof? proof,
        RegisterImportId id,
        ProposalStep step,
        string? digest,
        IProgress<int>? progress
    )
    {
        var by = Standing.Read(scope.Db, scope.Actor.RequirePerson(), scope.Now);
        var row = scope.Db.Set<RegisterImport>().Where(i => i.Id == id);
        if (scope.Db.OneOfNow(row, id.ToString()) is not { } import)
            return new DecideImportOutcome.NotFound();
        var refusal = Guard(by, import, step is ProposalStep.Withdraw);
        if (refusal is null && import.Decision is { } decided)
            return new DecideImportOutcome.DecidedBefore(decided);
        if (step is not ProposalStep.Confirm)
            return refusal is { } no ? Refuse(scope, id, no) : EndOpen(scope, proof, import, step);
        if (
            refusal is null
            && Standing.Read(scope.Db, import.ProposedBy, scope.Now)?.Holds(OfficeRole.Registrar) != true
        )
            refusal = GrantRefusal.ProposerNoLongerMay;
        if (refusal is { } why)
            return Refuse(scope, id, why);
        var state = RegisterState.Read(scope.Db, scope.Now);
        var content = ImportSealer.Open(fields, import)!;
        var plan = PlanImport.Run(state, fields, sealer, import.ProposedBy, content.Rows);
        if (plan.Digest() != digest)
            return new DecideImportOutcome.PlanChanged();
        if (!Prove(scope, proof, id))
            return Refuse(scope, id, GrantRefusal.ProofNotFresh);
        Confirm(scope, import, plan);
        new ApplyImport(scope, state, fields, sealer, import, progress).Run(plan);
        return new DecideImportOutcome.Done(plan);
    }

    private static DecideImportOutcome EndOpen(
        WriteScope scope,
        FreshProof? proof,
        RegisterImport import,
        ProposalStep step
    )
    {
        var by = scope.Actor.RequirePerson();
        if (step is ProposalStep.Refuse refuse)
        {
            if (!Prove(scope, proof, import.Id))
                return Refuse(scope, import.Id, GrantRefusal.ProofNotFresh);
            import.Decide(ProposalDecision.Refused, by, scope.Now);
            scope.Append(new RegisterImportRefused(import.Id, PrivateText.Of(refuse.Why.Text)));
            return new DecideImportOutcome.Done(null);
        }
        import.Decide(ProposalDecision.Withdrawn, by, scope.Now);
        scope.Append(new RegisterImportWithdrawn(import.Id));
        return new DecideImportOutcome.Done(null);
    }

    private static void Confirm(WriteScope scope, RegisterImport import, ImportPlan plan)
    {
        import.Decide(ProposalDecision.Confirmed, scope.Actor.RequirePerson(), scope.Now);
        scope.Append(
            new RegisterImportConfirmed(
                import.Id,
                plan.NewAccounts,
                plan.ChangedAccounts,
                plan.NewPersons,
                plan.Units.Count,
                plan.Passwords
            )
        );
        scope.AttestSoFar();
    }

    private static bool Prove(WriteScope scope, FreshProof? proof, RegisterImportId id) =>
        proof?.Use(scope.Actor, ProofPurpose.Confirm, id.Value, scope.Now) == true;

    private static DecideImportOutcome.Refused Refuse(WriteScope scope, RegisterImportId id, GrantRefusal why)
    {
        scope.Append(new RegisterImportAttemptRefused(id, why));
        return new(why);
    }
}
