using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Core.Handovers;

/// <summary>What the steps of a handover have in common.</summary>
internal static class HandoverSteps
{
    public static HandoverOutcome.Refused Refuse(
        WriteScope scope,
        HandoverId? handover,
        HandoverStep step,
        HandoverRefusal why
    )
    {
        scope.Append(new HandoverStepRefused(handover, step, why));
        return new(why);
    }

    /// <summary>Uses the proof up; the last guard of each step that needs one.</summary>
    public static bool Proves(WriteScope scope, FreshProof? proof, HandoverId handover) =>
        proof?.Use(scope.Actor, ProofPurpose.Sign, handover.Value, scope.Now) == true;

    /// <summary>Whether he starts a handover of these accounts: the office any, who is responsible for all of them those.</summary>
    public static bool MayLead(VaultDb db, PersonId person, IEnumerable<AccountId> accounts, DateTimeOffset now)
    {
        if (SignInRows.PersonOf(db, person) is null)
            return false;
        if (AccountDuties.Registrars(db, now).Contains(person))
            return true;
        var all = accounts.Distinct().ToList();
        var duties = AccountDuties.Read(db, all, now);
        return all.Count > 0 && duties.Count == all.Count && duties.Values.All(d => d.MayLead(person, now));
    }

    /// <summary>Who acts in the leaver's place does not answer for the accounts any more, so that another may.</summary>
    public static bool HasLostItsTaker(VaultDb db, HandoverFacts facts, DateTimeOffset now) =>
        facts.Handover.TakenOverBy is { } taker && !MayLead(db, taker, facts.Parts.Select(p => p.Account), now);

    /// <summary>Null for who has nothing to do with it, which is logged as an attempt.</summary>
    public static HandoverFacts? Find(WriteScope scope, HandoverId id, HandoverStep step)
    {
        var person = scope.Actor.RequirePerson();
        if (
            HandoverFacts.Read(scope.Db, id) is { } facts
            && SignInRows.PersonOf(scope.Db, person) is not null
            && (facts.Concerns(person) || MayLead(scope.Db, person, facts.Parts.Select(p => p.Account), scope.Now))
        )
            return facts;
        Refuse(scope, null, step, HandoverRefusal.NotYourRole);
        return null;
    }

    /// <summary>Null if it is open: opened and not cancelled.</summary>
    public static HandoverRefusal? NotOpen(Handover handover) =>
        handover.CancelledAt is not null ? HandoverRefusal.Cancelled
        : handover.OpenedAt is null ? HandoverRefusal.NotOpen
        : null;
}
