using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>A handover that is at its end.</summary>
/// <param name="Accounts">How many accounts it had.</param>
/// <param name="IsArchived">Each of them is filed with the office.</param>
public sealed record EndedHandover(Handover Handover, Person Leaver, int Accounts, bool IsArchived);

/// <summary>
/// The handovers that concern a reader; the office sees all. Where one rests on a row that was tampered with, that one is
/// left out, and alarmed, and the others are listed.
/// </summary>
public sealed class ListHandovers(VaultDb db, ReadHandover read)
{
    /// <summary>So many of those that are at their end.</summary>
    public const int EndedShown = 50;

    /// <returns>By deadline; those that are only prepared last.</returns>
    public async Task<IReadOnlyList<HandoverFile>> Running(Standing reader)
    {
        var ids = await Open().Where(h => Concerning(reader).Contains(h.Id)).Select(h => h.Id).ToListAsync();
        var files = new List<HandoverFile>();
        foreach (var id in ids)
        {
            try
            {
                if (await read.Run(reader, id) is { } file)
                    files.Add(file);
            }
            catch (TamperedRowException)
            {
                // Alarmed where it was found.
            }
        }
        return [.. files.OrderBy(f => f.Handover.Deadline ?? DateOnly.MaxValue).ThenBy(f => f.Handover.PreparedAt)];
    }

    /// <returns>The newest first.</returns>
    public async Task<IReadOnlyList<EndedHandover>> Ended(Standing reader)
    {
        var open = Open().Select(h => h.Id);
        var ended = await db.Set<Handover>()
            .Where(h => !open.Contains(h.Id) && Concerning(reader).Contains(h.Id))
            .OrderByDescending(h => h.PreparedAt)
            .Take(EndedShown)
            .ToListAsync();
        var ids = ended.Select(h => h.Id).ToList();
        var parts = await db.Set<HandoverPart>().Where(p => ids.Contains(p.Handover)).ToListAsync();
        var ofEach = parts.ToLookup(p => p.Handover);
        var filings = FiledParts.Of(db, parts);
        var leavers = ended.Select(h => h.Leaver).ToHashSet();
        var names = await db.Set<Person>().Where(p => leavers.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        return
        [
            .. ended.Select(h => new EndedHandover(h, names[h.Leaver], ofEach[h.Id].Count(), IsArchived(ofEach[h.Id]))),
        ];

        bool IsArchived(IEnumerable<HandoverPart> of) =>
            of.Where(p => p.IsSigned).All(p => filings.GetValueOrDefault((p.Handover, p.Account))?.IsFiled == true);
    }

    private IQueryable<Handover> Open() =>
        db.Set<Handover>()
            .Where(h =>
                h.CancelledAt == null
                && (h.OpenedAt == null || db.Set<HandoverPart>().Any(p => p.Handover == h.Id && p.ClosedAt == null))
            );

    /// <summary>Those he might have a part in; what is shown of them is decided over rows held against the log.</summary>
    private IQueryable<HandoverId> Concerning(Standing reader)
    {
        var person = reader.Id;
        var all = db.Set<Handover>();
        var leads = db.Set<Appointment>()
            .Any(a => a.Person == person && a.Role == AppointmentRole.ResponsiblePerson && a.Unit != null);
        if (reader.Holds(OfficeRole.Registrar) || leads)
            return all.Select(h => h.Id);
        return all.Where(h =>
                h.Leaver == person
                || h.TakenOverBy == person
                || h.PreparedBy == person
                || h.OpenedBy == person
                || db.Set<HandoverPart>()
                    .Any(p =>
                        p.Handover == h.Id
                        && (
                            p.Successor == person
                            || p.Witness == person
                            || db.Set<Appointment>()
                                .Any(a =>
                                    a.Account == p.Account
                                    && a.Person == person
                                    && a.Role == AppointmentRole.ResponsiblePerson
                                )
                        )
                    )
            )
            .Select(h => h.Id);
    }
}
