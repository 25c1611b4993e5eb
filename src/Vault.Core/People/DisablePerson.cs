using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.SignIns;

namespace Vault.Core.People;

/// <summary>
/// Takes a person's sign-in away at once: no session of his lives on, none begins, what he proposed or asked for is
/// withdrawn, and what he has checked out is taken back. His appointments stay as they are, so that it remains
/// answerable who held what; he can use none of them.
/// </summary>
public sealed class DisablePerson(VaultInstance vault, SessionStore sessions)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Administer"/> with the person as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<EndOutcome> Run(Actor actor, FreshProof? proof, PersonId id)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<EndOutcome>(
            actor,
            scope =>
            {
                if (Standing.Read(scope.Db, id, scope.Now) is not { } whom)
                    return new EndOutcome.NotFound();
                if (Guard(scope.Db, Standing.Read(scope.Db, by, scope.Now), whom, scope.Now) is { } refusal)
                    return EndRights.Refuse(scope, id, refusal);
                if (EndRights.Prove(scope, proof, id.Value) is { } unproven)
                    return EndRights.Refuse(scope, id, unproven);
                whom.Person.Disable(scope.Now);
                scope.Append(new PersonDisabled(id));
                EndPasskeys.Of(scope, id);
                EndSessions.Of(scope, sessions, id);
                WithdrawProposalsOf(scope, id);
                EndCheckouts.Of(scope, id);
                return new EndOutcome.Ended();
            }
        );
    }

    private static void WithdrawProposalsOf(WriteScope scope, PersonId id)
    {
        foreach (var proposal in scope.Db.EveryNow<Proposal>().Where(p => p.ProposedBy == id && p.IsOpen))
        {
            proposal.WithdrawWithProposer(scope.Actor.RequirePerson(), scope.Now);
            scope.Append(new GrantWithdrawn(proposal.Id, proposal.Grant, proposal.Beneficiary));
        }
    }

    private static EndRefusal? Guard(VaultDb db, Standing? by, Standing whom, DateTimeOffset now)
    {
        if (by?.HoldsAny(OfficeRole.Registrar, OfficeRole.SecurityAdministrator) != true)
            return EndRefusal.NotYourRole;
        if (!whom.IsActive)
            return EndRefusal.EndedBefore;
        var last = whom.Roles.Any(role => EndRights.IsLastOf(db, role, whom.Id, now));
        return last ? EndRefusal.LastOfRole : null;
    }
}
