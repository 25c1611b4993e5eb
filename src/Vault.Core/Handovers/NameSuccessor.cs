using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>
/// Ends interim custody: whoever holds the duty by now receives the account for good. It gives nobody anything, since the
/// duty itself was granted as every duty is: proposed by one and confirmed by another.
/// </summary>
public sealed class NameSuccessor(VaultInstance vault)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<HandoverOutcome> Run(Actor actor, HandoverId id, AccountId account)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<HandoverOutcome>(
            actor,
            scope =>
            {
                if (HandoverSteps.Find(scope, id, HandoverStep.NameSuccessor) is not { } facts)
                    return new HandoverOutcome.NotFound();
                if (!facts.TryFind(account, out var part))
                    return new HandoverOutcome.NotFound();
                var next = Next(AccountDuties.Read(scope.Db, account, scope.Now), facts, part, scope.Now);
                if (Barred(scope, facts, part, next, by) is { } refusal)
                    return HandoverSteps.Refuse(scope, id, HandoverStep.NameSuccessor, refusal);
                part.NameSuccessor(next!.Value);
                scope.Append(new HandoverSuccessorNamed(account, id, next.Value));
                return new HandoverOutcome.Done(id);
            }
        );
    }

    /// <summary>Who has the duty now; null if nobody, or nobody who could sign as the third person.</summary>
    internal static PersonId? Next(AccountDuties? duties, HandoverFacts facts, HandoverPart part, DateTimeOffset now)
    {
        if (part.Role is not { } role || duties is null)
            return null;
        var holder = duties.HolderOf(AccountDuties.Passes(role) ? role : AppointmentRole.Custodian, now);
        return holder == facts.LeaverSide || holder == part.Witness || holder == facts.Handover.Leaver ? null : holder;
    }

    private static HandoverRefusal? Barred(
        WriteScope scope,
        HandoverFacts facts,
        HandoverPart part,
        PersonId? next,
        PersonId by
    )
    {
        if (HandoverSteps.NotOpen(facts.Handover) is { } notOpen)
            return notOpen;
        if (part.ClosedAt is not null)
            return HandoverRefusal.Closed;
        if (by == facts.Handover.Leaver || !HandoverSteps.MayLead(scope.Db, by, [part.Account], scope.Now))
            return HandoverRefusal.NotYourRole;
        return next is null || (next == part.Successor && !part.IsInterim) ? HandoverRefusal.NobodyFollows : null;
    }
}
