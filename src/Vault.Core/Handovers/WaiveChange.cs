using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;

namespace Vault.Core.Handovers;

/// <summary>
/// 豁免: the office lets an account be closed although the leaver knows a value that has not been changed, with a reason
/// that stays on the record. It covers what he knows at this moment. The change that was owed for it is not reminded of any
/// more, unless another handover waits for it.
/// </summary>
public sealed class WaiveChange(VaultInstance vault, FieldSealer fields, EqualValues equal)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Sign"/> with the handover as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<HandoverOutcome> Run(
        Actor actor,
        FreshProof? proof,
        HandoverId id,
        AccountId account,
        Component component,
        Reason why
    )
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<HandoverOutcome>(
            actor,
            scope =>
            {
                if (HandoverSteps.Find(scope, id, HandoverStep.Waive) is not { } facts)
                    return new HandoverOutcome.NotFound();
                if (!facts.TryFind(account, out var part))
                    return new HandoverOutcome.NotFound();
                var known = KnownComponent
                    .Of(
                        scope.Db,
                        account,
                        KnownComponent.KnownTo(scope.Db, equal, facts.Handover.Leaver),
                        facts.WaiversOf(part)
                    )
                    .FirstOrDefault(k => k.Component == component && !k.IsDone);
                if (Barred(scope, facts, part, known, by) is { } refusal)
                    return HandoverSteps.Refuse(scope, id, HandoverStep.Waive, refusal);
                if (!HandoverSteps.Proves(scope, proof, id))
                    return HandoverSteps.Refuse(scope, id, HandoverStep.Waive, HandoverRefusal.ProofNotFresh);
                Enter(scope, part, known!, why, by);
                return new HandoverOutcome.Done(id);
            }
        );
    }

    private void Enter(WriteScope scope, HandoverPart part, KnownComponent known, Reason why, PersonId by)
    {
        var waiver = HandoverWaiverId.New();
        var reason = HandoverText.SealWaiver(fields, waiver, why.Text);
        scope.Db.Add(HandoverWaiver.Of(waiver, part, known, reason, by, scope.Now));
        if (!IsAwaitedElsewhere(scope.Db, part, known.Component))
            scope.Db.AddRange(OwedFor(scope.Db, part, known).Select(o => RotationWaiver.Of(o, by, scope.Now)));
        scope.Append(
            new HandoverChangeWaived(
                part.Account,
                part.Handover,
                known.Component,
                known.Version,
                PrivateText.Of(why.Text)
            )
        );
    }

    private static IEnumerable<RotationObligation> OwedFor(VaultDb db, HandoverPart part, KnownComponent known)
    {
        var account = part.Account;
        var versions = db.AllOfNow(account.Value, db.Set<SecretVersion>().Where(v => v.Account == account));
        return RotationObligation
            .Pressing(db, account, versions)
            .Where(o => o.Reason == RotationReason.Handover)
            .Where(o => o.Component == known.Component && o.Version <= known.Version);
    }

    /// <summary>Another leaver knows it too, and the office has not waived it for him.</summary>
    private bool IsAwaitedElsewhere(VaultDb db, HandoverPart part, Component component) =>
        HandoverFacts
            .Opened(db, part.Account)
            .Where(p => p.Handover != part.Handover && p.ClosedAt is null)
            .Select(p => (Part: p, Facts: HandoverFacts.Read(db, p.Handover)!))
            .SelectMany(o =>
                KnownComponent.Of(
                    db,
                    part.Account,
                    KnownComponent.KnownTo(db, equal, o.Facts.Handover.Leaver),
                    o.Facts.WaiversOf(o.Part)
                )
            )
            .Any(k => k.Component == component && !k.IsDone);

    private static HandoverRefusal? Barred(
        WriteScope scope,
        HandoverFacts facts,
        HandoverPart part,
        KnownComponent? known,
        PersonId by
    )
    {
        if (HandoverSteps.NotOpen(facts.Handover) is { } notOpen)
            return notOpen;
        // The office only, and nobody who would sign over it: not even the leader may let himself off.
        var isOffice = AccountDuties.Registrars(scope.Db, scope.Now).Contains(by);
        if (!isOffice || by == facts.Handover.Leaver || by == facts.LeaverSide || by == part.Successor)
            return HandoverRefusal.NotYourRole;
        if (part.ClosedAt is not null)
            return HandoverRefusal.Closed;
        return known is null ? HandoverRefusal.NothingToWaive : null;
    }
}
