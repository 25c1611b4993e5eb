using Microsoft.EntityFrameworkCore;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Core.Handovers;

/// <summary>What a handover waits for somebody to do. What has to be changed is owed by the custodian, and told as that.</summary>
public enum HandoverTurnKind
{
    /// <summary>It was prepared, and another of the office opens it.</summary>
    Open,

    /// <summary>It was prepared, and as it stands it cannot be opened any more.</summary>
    Mend,

    /// <summary>One of the three cannot do his part any more; the office puts another in his place.</summary>
    Replace,
    List,
    Approve,
    Hand,
    CountIn,

    /// <summary>A value waits that the witness has to see work.</summary>
    Verify,
    Sign,
}

/// <summary>Whose turn it is in a handover, and with what; however many accounts wait for it.</summary>
internal sealed record HandoverTurn(HandoverId Handover, PersonId Leaver, PersonId Person, HandoverTurnKind Task);

/// <summary>
/// Finds whose turn it is in every handover that is not closed, from where its parts stand: nobody enters it, so nobody can
/// forget to.
/// </summary>
internal sealed class HandoverTurns(FieldSealer fields, EqualValues equal)
{
    /// <returns>Of one that rests on a row that was tampered with, nothing: that has raised its own alarm.</returns>
    public IReadOnlyList<HandoverTurn> Of(VaultDb db, DateTimeOffset now)
    {
        var turns = new List<HandoverTurn>();
        foreach (var id in Running(db))
        {
            try
            {
                if (HandoverFacts.Read(db, id) is { } facts)
                    turns.AddRange(Of(db, facts, now));
            }
            catch (Audit.TamperedRowException)
            {
                // The others are told all the same.
            }
        }
        return turns;
    }

    /// <summary>Prepared, or open with accounts that three have to sign.</summary>
    public static IReadOnlyList<HandoverId> Running(VaultDb db) =>
        db.Set<Handover>()
            .Where(h => h.CancelledAt == null)
            .Where(h =>
                h.OpenedAt == null
                || db.Set<HandoverPart>().Any(p => p.Handover == h.Id && p.Role != null && p.ClosedAt == null)
            )
            .Select(h => h.Id)
            .ToList();

    private IEnumerable<HandoverTurn> Of(VaultDb db, HandoverFacts facts, DateTimeOffset now)
    {
        var handover = facts.Handover;
        if (handover.OpenedAt is null)
            return BeforeOpening(db, facts, now);
        var open = facts.Parts.Where(p => p.IsSigned && p.ClosedAt is null).ToList();
        var known = KnownComponent.KnownTo(db, equal, handover.Leaver);
        var waiting = WaitingToBeSeen(db, open);
        IEnumerable<PersonId> office = IsShortOfSomebody(db, facts, open, now) ? AccountDuties.Registrars(db, now) : [];
        return PartProgress
            .Read(db, fields, facts, open, known)
            .SelectMany(p => Of(facts, p, waiting.Contains(p.Part.Account)))
            .Concat(office.Where(p => p != handover.Leaver).Select(p => (Person: p, Task: HandoverTurnKind.Replace)))
            .Select(t => new HandoverTurn(handover.Id, handover.Leaver, t.Person, t.Task))
            .Distinct();
    }

    private static bool IsShortOfSomebody(
        VaultDb db,
        HandoverFacts facts,
        IReadOnlyList<HandoverPart> open,
        DateTimeOffset now
    )
    {
        if (open.Count == 0)
            return false;
        var duties = AccountDuties.Read(db, [.. open.Select(p => p.Account)], now);
        var able = AccountDuties.WhoCanWitness(db, duties.Values, now);
        var parties = open.Select(p => p.Successor).Append(facts.LeaverSide).ToHashSet();
        return HandoverSteps.HasLostItsTaker(db, facts, now)
            || !parties.SetEquals(SignInRows.WhoCanSignIn(db, parties))
            || open.Any(p => NameWitness.InPlaceOf(duties[p.Account], able, facts, p, now) is not null);
    }

    private static IEnumerable<HandoverTurn> BeforeOpening(VaultDb db, HandoverFacts facts, DateTimeOffset now)
    {
        var handover = facts.Handover;
        var leads = WhoLeads(db, facts, now).Where(p => p != handover.Leaver);
        if (!PreparedPlan.Check(db, facts, now).CanBeOpened)
            return leads.Select(p => new HandoverTurn(handover.Id, handover.Leaver, p, HandoverTurnKind.Mend));
        return leads
            .Where(p => p != handover.PreparedBy && p != handover.UnitSuccessor)
            .Where(p => facts.Parts.All(part => part.Successor != p))
            .Select(p => new HandoverTurn(handover.Id, handover.Leaver, p, HandoverTurnKind.Open));
    }

    private static IEnumerable<PersonId> WhoLeads(VaultDb db, HandoverFacts facts, DateTimeOffset now)
    {
        var duties = AccountDuties.Read(db, [.. facts.Parts.Select(p => p.Account)], now);
        return duties.Values.Aggregate(
            duties.Values.SelectMany(d => d.Leads(now)).Concat(AccountDuties.Registrars(db, now)).Distinct(),
            (all, of) => all.Intersect(of.Leads(now))
        );
    }

    private static IEnumerable<(PersonId Person, HandoverTurnKind Task)> Of(
        HandoverFacts facts,
        PartProgress progress,
        bool waitsToBeSeen
    )
    {
        var (part, states) = (progress.Part, progress.Items.Select(i => i.State).ToHashSet());
        if (waitsToBeSeen)
            yield return (part.Witness!.Value, HandoverTurnKind.Verify);
        if (progress.State == PartState.Listing)
            yield return (facts.LeaverSide, HandoverTurnKind.List);
        if (progress.State == PartState.Approving)
            yield return (part.Witness!.Value, HandoverTurnKind.Approve);
        if (progress.State == PartState.InProgress && states.Overlaps([ItemState.Waiting, ItemState.Discrepancy]))
            yield return (facts.LeaverSide, HandoverTurnKind.Hand);
        if (progress.State == PartState.InProgress && states.Contains(ItemState.Handed))
            yield return (part.Successor, HandoverTurnKind.CountIn);
        if (progress is { BeforeSigning: null, NextSide: { } side } && facts.PersonOn(part, side) is { } signer)
            yield return (signer, HandoverTurnKind.Sign);
    }

    /// <summary>Accounts with a value that is on the platform, as its setter says, and that nobody has seen work.</summary>
    private static HashSet<AccountId> WaitingToBeSeen(VaultDb db, IEnumerable<HandoverPart> parts)
    {
        var accounts = parts.Select(p => p.Account).ToList();
        return db.Set<SecretVersion>()
            .Where(v => accounts.Contains(v.Account) && v.State == VersionState.Pending && v.AppliedAt != null)
            .Select(v => v.Account)
            .ToHashSet();
    }
}
