using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.SignIns;

namespace Vault.Core.People;

/// <summary>What somebody wants done with an open proposal.</summary>
public abstract record ProposalStep
{
    private ProposalStep() { }

    public sealed record Confirm : ProposalStep;

    public sealed record Refuse(Reason Why) : ProposalStep;

    /// <summary>The proposer takes it back; needs no second factor, since nothing is gained by it.</summary>
    public sealed record Withdraw : ProposalStep;
}

/// <summary>What came of deciding.</summary>
public abstract record DecideOutcome
{
    private DecideOutcome() { }

    public sealed record Done(Proposal Proposal) : DecideOutcome;

    /// <summary>Somebody decided first; his decision stands. Answered with 409.</summary>
    public sealed record DecidedBefore(ProposalDecision Decision) : DecideOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record Refused(GrantRefusal Why) : DecideOutcome;

    public sealed record NotFound : DecideOutcome;
}

/// <summary>
/// Confirms, refuses or withdraws an open proposal, once: of many who try at the same moment one wins. A confirmed
/// grant takes effect in the same command.
/// </summary>
public sealed class DecideProposal(VaultInstance vault, SessionStore sessions)
{
    /// <summary>A grant takes one who proposes and another who confirms.</summary>
    internal const int EyesNeeded = 2;

    /// <param name="proof">
    /// A second factor fresh for <see cref="ProofPurpose.Confirm"/> with the proposal as subject; not asked for a
    /// withdrawal.
    /// </param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<DecideOutcome> Run(Actor actor, FreshProof? proof, ProposalId id, ProposalStep step)
    {
        var person = actor.RequirePerson();
        return vault.Writer.Write<DecideOutcome>(
            actor,
            scope =>
            {
                var row = scope.Db.Set<Proposal>().Where(p => p.Id == id);
                if (scope.Db.OneOfNow(row, id.ToString()) is not { } proposal)
                    return new DecideOutcome.NotFound();
                if (GrantFacts.Read(scope.Db, proposal, scope.Now) is not { } facts)
                    return new DecideOutcome.NotFound();
                var by = Standing.Read(scope.Db, person, scope.Now);
                if (by is null || !GrantRules.MaySee(by, proposal))
                    return Refuse(scope, proposal, GrantRefusal.NotYourRole);
                if (proposal.Decision is { } decided)
                    return new DecideOutcome.DecidedBefore(decided);
                return Guard(scope, by, facts, proposal, step, proof) is { } why
                    ? Refuse(scope, proposal, why)
                    : Decide(scope, facts, proposal, step);
            }
        );
    }

    private static GrantRefusal? Guard(
        WriteScope scope,
        Standing by,
        GrantFacts facts,
        Proposal proposal,
        ProposalStep step,
        FreshProof? proof
    )
    {
        if (step is ProposalStep.Withdraw)
            return proposal.ProposedBy == by.Id ? null : GrantRefusal.NotYourProposal;
        var refusal = GrantRules.Decide(by, proposal);
        if (step is ProposalStep.Confirm)
            refusal ??= GrantRules.Obstacle(facts, proposal, scope.Now);
        if (refusal is null && proof?.Use(scope.Actor, ProofPurpose.Confirm, proposal.Id.Value, scope.Now) != true)
            refusal = GrantRefusal.ProofNotFresh;
        return refusal;
    }

    private static DecideOutcome.Refused Refuse(WriteScope scope, Proposal proposal, GrantRefusal why)
    {
        scope.Append(new GrantAttemptRefused(proposal.Id, proposal.Grant, proposal.Beneficiary, why));
        return new(why);
    }

    private DecideOutcome.Done Decide(WriteScope scope, GrantFacts facts, Proposal proposal, ProposalStep step)
    {
        var by = scope.Actor.RequirePerson();
        var (id, grant, person) = (proposal.Id, proposal.Grant, proposal.Beneficiary);
        switch (step)
        {
            case ProposalStep.Withdraw:
                proposal.Decide(ProposalDecision.Withdrawn, by, scope.Now);
                scope.Append(new GrantWithdrawn(id, grant, person));
                break;
            case ProposalStep.Refuse refuse:
                proposal.Decide(ProposalDecision.Refused, by, scope.Now);
                scope.Append(new GrantRefused(id, grant, person, PrivateText.Of(refuse.Why.Text, person)));
                break;
            default:
                proposal.Decide(ProposalDecision.Confirmed, by, scope.Now);
                scope.Append(new GrantConfirmed(id, grant, person));
                TakeEffect(scope, facts, proposal);
                break;
        }
        return new(proposal);
    }

    private void TakeEffect(WriteScope scope, GrantFacts facts, Proposal proposal)
    {
        switch (proposal.Grant)
        {
            case GrantKind.Appointment:
                Appoint.Run(scope, facts.OfTarget, proposal);
                break;
            case GrantKind.Role:
                var role = proposal.OfficeRole!.Value;
                scope.Db.Add(RoleGrant.Of(proposal.Beneficiary, role, scope.Now));
                scope.Append(new RoleGiven(proposal.Beneficiary, role));
                EndSessions.Of(scope, sessions, proposal.Beneficiary);
                break;
            case GrantKind.FactorReset:
                // His old factors count until he accepts the new invitation: nobody locks him out by proposing.
                EndSessions.Of(scope, sessions, proposal.Beneficiary);
                break;
            case GrantKind.Invitation:
                // The way in is the link, issued on the strength of this confirmation.
                break;
            default:
                throw new InvalidOperationException("Unknown kind of grant.");
        }
    }
}
