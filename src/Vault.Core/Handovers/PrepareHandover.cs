using System.Security.Cryptography;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>
/// Enters a handover that somebody else has to open: by opening it an account gets another custodian, and nobody gives
/// that alone. Until then nothing changes for anybody.
/// </summary>
public sealed class PrepareHandover(VaultInstance vault, FieldSealer fields)
{
    /// <summary>Bytes of salt in the hash of its documents.</summary>
    private const int SaltLength = 16;

    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<HandoverOutcome> Run(Actor actor, HandoverPlan plan)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<HandoverOutcome>(
            actor,
            scope =>
            {
                if (Barred(scope.Db, by, plan, scope.Now) is { } why)
                    return HandoverSteps.Refuse(scope, null, HandoverStep.Prepare, why);
                var check = new PlanCheck(scope.Db, scope.Now);
                var parts = check.Run(plan, by);
                return check.Faults.Count > 0
                    ? new HandoverOutcome.Faulty(check.Faults)
                    : new HandoverOutcome.Done(Enter(scope, fields, plan, parts, by));
            }
        );
    }

    internal static HandoverId Enter(
        WriteScope scope,
        FieldSealer fields,
        HandoverPlan plan,
        IReadOnlyList<PartPlan> parts,
        PersonId? by
    )
    {
        var id = HandoverId.New();
        var reason = HandoverText.Seal(fields, id, plan.Reason?.Text ?? "");
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        scope.Db.Add(Handover.Of(id, plan, reason, salt, by, scope.Now));
        foreach (var part in parts)
        {
            var account = part.Duties.Account.Id;
            scope.Db.Add(HandoverPart.Of(id, account, part.Role, part.Successor, part.IsInterim, part.Witness));
        }
        scope.Append(
            new HandoverPrepared(
                id,
                plan.Leaver,
                plan.Cause,
                plan.EffectiveOn,
                plan.IsDeparture,
                parts.Count,
                plan.Reason is { } text ? PrivateText.Of(text.Text) : null
            )
        );
        return id;
    }

    private static HandoverRefusal? Barred(VaultDb db, PersonId by, HandoverPlan plan, DateTimeOffset now)
    {
        if (by == plan.Leaver || !HandoverSteps.MayLead(db, by, plan.Accounts.Select(p => p.Account), now))
            return HandoverRefusal.NotYourRole;
        return plan.UnitSuccessor == by || plan.Accounts.Any(p => p.Successor == by)
            ? HandoverRefusal.OwnBenefit
            : null;
    }
}
