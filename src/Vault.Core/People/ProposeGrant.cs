using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>What came of proposing a grant.</summary>
public abstract record ProposeOutcome
{
    private ProposeOutcome() { }

    public sealed record Proposed(ProposalId Id) : ProposeOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record Refused(GrantRefusal Why) : ProposeOutcome;

    /// <summary>No such person or account.</summary>
    public sealed record NotFound : ProposeOutcome;
}

/// <summary>Proposes a grant. Nothing is granted before another person confirms it.</summary>
public sealed class ProposeGrant(VaultInstance vault, FieldSealer fields)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Propose"/> with the beneficiary as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<ProposeOutcome> Run(Actor actor, FreshProof? proof, GrantRequest request)
    {
        var person = actor.RequirePerson();
        return vault.Writer.Write<ProposeOutcome>(
            actor,
            scope =>
            {
                if (request.ToProposal(scope.Db, fields, person, scope.Now) is not { } grant)
                    return new ProposeOutcome.NotFound();
                if (GrantFacts.Read(scope.Db, grant, scope.Now) is not { } facts)
                    return new ProposeOutcome.NotFound();
                if (Guard(scope, facts, grant, proof) is { } why)
                {
                    scope.Append(new GrantAttemptRefused(null, grant.Grant, grant.Beneficiary, why));
                    return new ProposeOutcome.Refused(why);
                }
                return Keep(scope, grant);
            }
        );
    }

    private static GrantRefusal? Guard(WriteScope scope, GrantFacts facts, Proposal grant, FreshProof? proof)
    {
        var by = Standing.Read(scope.Db, grant.ProposedBy, scope.Now);
        var refusal = by is null ? GrantRefusal.NotYourRole : GrantRules.Propose(by, grant);
        refusal ??= GrantRules.Obstacle(facts, grant, scope.Now);
        if (refusal is null && IsProposedAlready(scope.Db, grant))
            refusal = GrantRefusal.AlreadyProposed;
        // Last, because it uses the proof up: who mends a mistake should not need another code for it.
        if (
            refusal is null
            && proof?.Use(scope.Actor, ProofPurpose.Propose, grant.Beneficiary.Value, scope.Now) != true
        )
            refusal = GrantRefusal.ProofNotFresh;
        return refusal;
    }

    private static bool IsProposedAlready(VaultDb db, Proposal grant) =>
        db.Set<Proposal>()
            .Where(p => p.Decision == null && p.Beneficiary == grant.Beneficiary && p.Grant == grant.Grant)
            .AsEnumerable()
            .Any(p =>
                p.Account == grant.Account
                && p.Unit == grant.Unit
                && p.ActingFor == grant.ActingFor
                && p.AppointmentRole == grant.AppointmentRole
                && p.OfficeRole == grant.OfficeRole
            );

    private static ProposeOutcome.Proposed Keep(WriteScope scope, Proposal grant)
    {
        scope.Db.Add(grant);
        scope.Append(
            new GrantProposed(
                grant.Id,
                grant.Grant,
                grant.Beneficiary,
                grant.Account,
                grant.Unit,
                grant.AppointmentRole,
                grant.ActingFor,
                grant.Fallback,
                grant.OfficeRole
            )
        );
        return new(grant.Id);
    }
}
