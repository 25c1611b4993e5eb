using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Calendar;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Playbooks;
using Vault.Core.SignIns;

namespace Vault.Core.Handovers;

/// <summary>
/// Opens a handover that another prepared. In one transaction the leaver's sessions, checkouts and duties end and his
/// duties pass to who follows him: from his very next request on he reveals nothing of the accounts concerned. What he
/// knows is owed a change from now on, whoever's account it is.
/// </summary>
public sealed class OpenHandover(VaultInstance vault, FieldSealer fields, EqualValues equal, SessionStore sessions)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Sign"/> with the handover as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<HandoverOutcome> Run(Actor actor, FreshProof? proof, HandoverId id)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<HandoverOutcome>(
            actor,
            scope =>
            {
                if (HandoverSteps.Find(scope, id, HandoverStep.Open) is not { } facts)
                    return new HandoverOutcome.NotFound();
                if (Barred(scope, facts, by) is { } why)
                    return HandoverSteps.Refuse(scope, id, HandoverStep.Open, why);
                var plan = PreparedPlan.Check(scope.Db, facts, scope.Now);
                if (plan.Faults.Count > 0)
                    return new HandoverOutcome.Faulty(plan.Faults);
                if (plan.IsOutdated)
                    return HandoverSteps.Refuse(scope, id, HandoverStep.Open, HandoverRefusal.PlanOutdated);
                if (!HandoverSteps.Proves(scope, proof, id))
                    return HandoverSteps.Refuse(scope, id, HandoverStep.Open, HandoverRefusal.ProofNotFresh);
                Open(scope, facts, plan.Parts, by);
                return new HandoverOutcome.Done(id);
            }
        );
    }

    private void Open(WriteScope scope, HandoverFacts facts, IReadOnlyList<PartPlan> parts, PersonId by)
    {
        var handover = facts.Handover;
        var leaver = handover.Leaver;
        var deadline = WorkingDays.Read(scope.Db).After(OrganisationTime.DayOf(scope.Now), handover.Days);
        handover.Open(by, deadline, scope.Now);
        scope.Append(new HandoverWasOpened(handover.Id, leaver, deadline));
        EndSessions.Of(scope, sessions, leaver);
        var known = KnownComponent.KnownTo(scope.Db, equal, leaver);
        var opening = new HandoverOpening(scope, handover, new PlaybookList(scope.Db, fields), known);
        // Noted before they end: what he had checked out is a line of the list.
        opening.NoteCheckouts();
        var accounts = handover.IsDeparture ? null : parts.Select(p => p.Duties.Account.Id).ToHashSet();
        EndCheckouts.Of(scope, leaver, accounts);
        scope.AttestByLastLine();
        foreach (var part in parts)
            opening.Pass(part);
        if (handover.IsDeparture)
            opening.LeaveTheRest(parts.Select(p => p.Duties.Account.Id).ToHashSet());
    }

    private static HandoverRefusal? Barred(WriteScope scope, HandoverFacts facts, PersonId by)
    {
        var handover = facts.Handover;
        if (handover.CancelledAt is not null)
            return HandoverRefusal.Cancelled;
        if (handover.OpenedAt is not null)
            return HandoverRefusal.OpenedBefore;
        if (
            by == handover.Leaver
            || !HandoverSteps.MayLead(scope.Db, by, facts.Parts.Select(p => p.Account), scope.Now)
        )
            return HandoverRefusal.NotYourRole;
        if (by == handover.PreparedBy)
            return HandoverRefusal.PreparedByYou;
        return by == handover.UnitSuccessor || facts.Parts.Any(p => p.Successor == by)
            ? HandoverRefusal.OwnBenefit
            : null;
    }
}
