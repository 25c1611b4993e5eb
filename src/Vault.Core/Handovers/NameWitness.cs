using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>
/// Puts another witness in the place of one who cannot do it any more: disabled, without a sign-in, or no longer above the
/// account. What he has done stays, what he left undone is the new one's. It gives nobody a secret, so that the office does
/// it alone; but nobody names himself.
/// </summary>
public sealed class NameWitness(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Sign"/> with the handover as subject.</param>
    /// <param name="accounts">He witnesses all of them, or none.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<HandoverOutcome> Run(
        Actor actor,
        FreshProof? proof,
        HandoverId id,
        IReadOnlyCollection<AccountId> accounts,
        PersonId witness
    )
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<HandoverOutcome>(
            actor,
            scope =>
            {
                if (HandoverSteps.Find(scope, id, HandoverStep.NameWitness) is not { } facts)
                    return new HandoverOutcome.NotFound();
                if (facts.Some(accounts) is not { } parts)
                    return new HandoverOutcome.NotFound();
                if (Barred(scope, facts, parts, witness, by) is { } why)
                    return HandoverSteps.Refuse(scope, id, HandoverStep.NameWitness, why);
                if (!HandoverSteps.Proves(scope, proof, id))
                    return HandoverSteps.Refuse(scope, id, HandoverStep.NameWitness, HandoverRefusal.ProofNotFresh);
                foreach (var part in parts)
                {
                    var former = part.Witness!.Value;
                    part.NameWitness(witness);
                    scope.Append(new HandoverWitnessNamed(part.Account, id, witness, former));
                }
                return new HandoverOutcome.Done(id);
            }
        );
    }

    /// <summary>Who could witness it in his place, whom one would ask first before the others; null: he can himself.</summary>
    /// <param name="able">As <see cref="AccountDuties.WhoCanWitness"/> gives it.</param>
    internal static IReadOnlyList<PersonId>? InPlaceOf(
        AccountDuties duties,
        IReadOnlySet<PersonId> able,
        HandoverFacts facts,
        HandoverPart part,
        DateTimeOffset now
    )
    {
        if (!facts.Handover.WasOpened || part is not { Witness: { } present, ClosedAt: null })
            return null;
        var ranked = duties.Witnesses(able, part.Role, facts.Handover.Leaver, now);
        return ranked.Contains(present) ? null : [.. ranked.Where(p => p != part.Successor && p != facts.LeaverSide)];
    }

    private static HandoverRefusal? Barred(
        WriteScope scope,
        HandoverFacts facts,
        IReadOnlyList<HandoverPart> parts,
        PersonId witness,
        PersonId by
    )
    {
        if (HandoverSteps.NotOpen(facts.Handover) is { } notOpen)
            return notOpen;
        if (by == facts.Handover.Leaver || !AccountDuties.Registrars(scope.Db, scope.Now).Contains(by))
            return HandoverRefusal.NotYourRole;
        if (parts.Any(p => p.ClosedAt is not null))
            return HandoverRefusal.Closed;
        var duties = AccountDuties.Read(scope.Db, [.. parts.Select(p => p.Account)], scope.Now);
        var able = AccountDuties.WhoCanWitness(scope.Db, duties.Values, scope.Now);
        var inPlace = parts.Select(p => InPlaceOf(duties[p.Account], able, facts, p, scope.Now)).ToList();
        if (inPlace.Contains(null))
            return HandoverRefusal.WitnessAble;
        return witness != by && inPlace.All(p => p!.Contains(witness)) ? null : HandoverRefusal.NotAWitness;
    }
}
