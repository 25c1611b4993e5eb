using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Calendar;
using Vault.Core.Custody;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.Core.Playbooks;

namespace Vault.Core.Handovers;

/// <summary>
/// A handover as one of those concerned sees it: leaver, successors, witnesses, who prepared or opened it, the office, and
/// who is responsible for its accounts. Nobody is shown a secret by it.
/// </summary>
public sealed class ReadHandover(
    VaultDb db,
    FieldSealer fields,
    EqualValues equal,
    PlaybookList playbooks,
    PlatformList platforms,
    TimeProvider clock
)
{
    private readonly Dictionary<(string Platform, PlaybookVersionId Version), HandoverPlaybook> _playbooks = [];

    /// <returns>Null if there is none, or none for this reader: the two look alike.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<HandoverFile?> Run(Standing reader, HandoverId id)
    {
        var now = clock.GetUtcNow();
        if (HandoverFacts.Read(db, id) is not { } facts || !reader.IsActive)
            return null;
        var mayLead = HandoverSteps.MayLead(db, reader.Id, facts.Parts.Select(p => p.Account), now);
        if (!mayLead && !facts.Concerns(reader.Id))
            return null;
        var parts = await Parts(facts, reader, now);
        var waits = facts.Handover is { OpenedAt: null, CancelledAt: null };
        var plan = waits ? PreparedPlan.Check(db, facts, now) : null;
        return new(
            facts.Handover,
            HandoverText.Reason(fields, facts.Handover),
            parts,
            DaysLeft(facts.Handover, now),
            Steps(facts, plan, reader.Id, mayLead, now),
            await Names(facts, parts),
            [.. facts.Waivers.OrderBy(w => w.At).Select(w => (w, HandoverText.Waiver(fields, w)))],
            await Duties(facts)
        )
        {
            Faults = plan?.Faults ?? [],
            IsOutdated = plan?.IsOutdated == true,
        };
    }

    /// <summary>How many queries it takes is fixed: a batch has dozens of accounts.</summary>
    private async Task<List<HandoverPartFile>> Parts(HandoverFacts facts, Standing reader, DateTimeOffset now)
    {
        var known = KnownComponent.KnownTo(db, equal, facts.Handover.Leaver);
        var duties = AccountDuties.Read(db, [.. facts.Parts.Select(p => p.Account)], now);
        var able = AccountDuties.WhoCanWitness(db, duties.Values, now);
        var progress = PartProgress.Read(db, fields, facts, facts.Parts, known);
        var filings = FiledParts.Of(db, facts.Parts);
        var bound = (await HoldingLine.Of(db, fields, [.. progress.SelectMany(p => p.Bound)], now)).ToLookup(l =>
            l.Holding.Account
        );
        return
        [
            .. progress
                .Select(p => Part(facts, p, duties[p.Part.Account], able, [.. bound[p.Part.Account]], reader, now))
                .Select(p => p with { Filing = filings.GetValueOrDefault((p.Part.Handover, p.Part.Account)) })
                .OrderBy(p => p.Account.Name, StringComparer.Ordinal),
        ];
    }

    private HandoverPartFile Part(
        HandoverFacts facts,
        PartProgress progress,
        AccountDuties duties,
        IReadOnlySet<PersonId> able,
        IReadOnlyList<HoldingLine> bound,
        Standing reader,
        DateTimeOffset now
    )
    {
        var part = progress.Part;
        var next = NameSuccessor.Next(duties, facts, part, now);
        var inPlace = NameWitness.InPlaceOf(duties, able, facts, part, now);
        var isOffice = reader.Holds(OfficeRole.Registrar);
        var names = isOffice && reader.Id != facts.Handover.Leaver;
        var witnesses = names ? inPlace?.Where(p => p != reader.Id).ToList() ?? [] : [];
        var byHolding = bound.ToDictionary(l => l.Holding.Id);
        return new(
            part,
            duties.Account,
            progress.State,
            [.. progress.Items.Select(i => Line(i, byHolding))],
            progress.Known,
            bound,
            progress.Signed,
            progress.NextSide,
            progress.Document,
            HandoverText.Return(fields, part),
            Playbook(part, duties.Account),
            inPlace is not null,
            witnesses,
            next == part.Successor && !part.IsInterim ? null : next,
            PartSteps.Of(
                facts,
                progress,
                reader.Id,
                isOffice,
                isOffice || duties.MayLead(reader.Id, now),
                next,
                witnesses.Count > 0
            )
        );
    }

    /// <summary>A batch has dozens of accounts and few platforms: each version is looked up once.</summary>
    private HandoverPlaybook? Playbook(HandoverPart part, Account account)
    {
        if (part.Playbook is not { } id)
            return null;
        var platform = platforms.Of(account);
        if (!_playbooks.TryGetValue((platform.Key, id), out var found))
        {
            var hasNewer = playbooks.Newest(platform.Key).Id != id;
            _playbooks[(platform.Key, id)] = found = new(platform, playbooks.Find(id)!, hasNewer);
        }
        return found;
    }

    private HandoverItemLine Line(HandoverItem item, Dictionary<HoldingId, HoldingLine> bound) =>
        new(
            item,
            HandoverText.Item(fields, item),
            HandoverText.Remark(fields, item),
            item.Holding is { } holding ? bound.GetValueOrDefault(holding) : null
        );

    private int? DaysLeft(Handover handover, DateTimeOffset now) =>
        handover.Deadline is { } last ? WorkingDays.Read(db).Between(OrganisationTime.DayOf(now), last) : null;

    private HashSet<HandoverStep> Steps(
        HandoverFacts facts,
        PreparedPlan? plan,
        PersonId person,
        bool mayLead,
        DateTimeOffset now
    )
    {
        var handover = facts.Handover;
        var steps = new HashSet<HandoverStep>();
        if (!mayLead || person == handover.Leaver || handover.CancelledAt is not null)
            return steps;
        var receives = handover.UnitSuccessor == person || facts.Parts.Any(p => p.Successor == person);
        if (plan?.CanBeOpened == true && handover.PreparedBy != person && !receives)
            steps.Add(HandoverStep.Open);
        if (facts.Parts.All(p => p.ApprovedAt is null && p.ClosedAt is null))
            steps.Add(HandoverStep.Cancel);
        var signs = facts.Parts.Any(p => p.IsSigned && (p.Successor == person || p.Witness == person));
        var isTaken = handover.IsOneSided && !HandoverSteps.HasLostItsTaker(db, facts, now);
        if (handover.OpenedAt is not null && !isTaken && !signs && facts.Parts.Any(p => p.ClosedAt is null))
            steps.Add(HandoverStep.TakeOver);
        return steps;
    }

    private async Task<IReadOnlyList<(HandoverDuty, string)>> Duties(HandoverFacts facts)
    {
        var ids = facts.Duties.Select(d => d.Unit).ToHashSet();
        var names = await db.Set<Unit>().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name);
        return [.. facts.Duties.Select(d => (d, names[d.Unit])).OrderBy(d => d.Item2, StringComparer.Ordinal)];
    }

    private async Task<Dictionary<PersonId, Person>> Names(HandoverFacts facts, List<HandoverPartFile> parts)
    {
        var handover = facts.Handover;
        PersonId?[] head =
        [
            handover.Leaver,
            handover.PreparedBy,
            handover.OpenedBy,
            handover.TakenOverBy,
            handover.CancelledBy,
            handover.UnitSuccessor,
        ];
        var ids = head.Concat(parts.SelectMany(p => new[] { p.Part.Successor, p.Part.Witness, p.Next }))
            .Concat(parts.SelectMany(p => p.Witnesses).Select(p => (PersonId?)p))
            .Concat(facts.Signatures.Select(s => (PersonId?)s.Person))
            .Concat(facts.Waivers.Select(w => (PersonId?)w.By))
            .Concat(facts.Duties.Select(d => d.Successor))
            .OfType<PersonId>()
            .ToHashSet();
        return await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
    }
}
