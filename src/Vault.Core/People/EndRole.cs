using Microsoft.EntityFrameworkCore;
using Vault.Core.SignIns;

namespace Vault.Core.People;

/// <summary>Ends an office role now, and its holder's sessions with it.</summary>
public sealed class EndRole(VaultInstance vault, SessionStore sessions)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Administer"/> with the role grant as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<EndOutcome> Run(Actor actor, FreshProof? proof, RoleGrantId id)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<EndOutcome>(
            actor,
            scope =>
            {
                var row = scope.Db.Set<RoleGrant>().Where(g => g.Id == id);
                if (scope.Db.OneOfNow(row, id.ToString()) is not { } grant)
                    return new EndOutcome.NotFound();
                if (Guard(scope.Db, Standing.Read(scope.Db, by, scope.Now), grant, scope.Now) is { } refusal)
                    return EndRights.Refuse(scope, grant.Person, refusal);
                if (EndRights.Prove(scope, proof, id.Value) is { } unproven)
                    return EndRights.Refuse(scope, grant.Person, unproven);
                grant.End(scope.Now);
                scope.Append(new RoleEnded(grant.Person, grant.Role));
                EndSessions.Of(scope, sessions, grant.Person);
                return new EndOutcome.Ended();
            }
        );
    }

    private static EndRefusal? Guard(VaultDb db, Standing? by, RoleGrant grant, DateTimeOffset now)
    {
        if (by?.Holds(OfficeRole.SecurityAdministrator) != true)
            return EndRefusal.NotYourRole;
        if (!grant.IsLive(now))
            return EndRefusal.EndedBefore;
        return EndRights.IsLastOf(db, grant.Role, grant.Person, now) ? EndRefusal.LastOfRole : null;
    }
}
