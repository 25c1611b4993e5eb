using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Calendar;
using Vault.Core.Checkouts;
using Vault.Core.Handovers;

namespace Vault.Core.Reviews;

/// <summary>An entry that has to be judged.</summary>
/// <param name="Person">Who answers for it; null where nobody does.</param>
internal sealed record FlaggedLine(AccessLine Line, PersonId? Person, IReadOnlyList<ReviewFlag> Flags);

/// <summary>How many entries of a kind there are.</summary>
/// <param name="Kind">Name of the event's type.</param>
public sealed record KindCount(string Kind, int Count);

/// <summary>
/// What a review has to look at: the entries of access of its days, and those of them that are flagged. Reads a log that
/// was verified just before, so its columns are taken at their word.
/// </summary>
/// <param name="Counts">By kind, in the order of their names.</param>
internal sealed record ReviewPack(IReadOnlyList<FlaggedLine> Flagged, IReadOnlyList<KindCount> Counts)
{
    /// <summary>Whoever has taken an account so long before may still use it in the period.</summary>
    private static readonly TimeSpan BeforePeriod = TimeSpan.FromHours(UseTerms.MostGlassHours);

    /// <param name="size">Entries of the log at most: those that were verified.</param>
    /// <exception cref="TamperedRowException">A row that the flags rest on is not the attested one, or was removed.</exception>
    public static ReviewPack Read(VaultDb db, VaultInstance vault, ReviewPeriod period, long size)
    {
        var reader = new LogReader(db, vault);
        var lines = Lines(reader, AccessLine.Kinds, period.Begins, period.Ends, size);
        var context = Context(db, reader, lines, period, size);
        var flagged = lines
            .Select(l => new FlaggedLine(l, FlagRules.Answers(l, context), FlagRules.Of(l, context)))
            .Where(f => f.Flags.Count > 0);
        return new([.. flagged], Count(lines));
    }

    /// <summary>The entries of access alone, by kind.</summary>
    /// <inheritdoc cref="Read" path="/param"/>
    public static IReadOnlyList<KindCount> Count(VaultDb db, VaultInstance vault, ReviewPeriod period, long size) =>
        Count(Lines(new LogReader(db, vault), AccessLine.Kinds, period.Begins, period.Ends, size));

    private static IReadOnlyList<KindCount> Count(IEnumerable<AccessLine> lines) =>
        [
            .. lines
                .GroupBy(l => l.Kind, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new KindCount(g.Key, g.Count())),
        ];

    private static List<AccessLine> Lines(
        LogReader reader,
        IReadOnlyList<string> kinds,
        DateTimeOffset from,
        DateTimeOffset until,
        long size
    ) =>
        [
            .. reader
                .Queries(new LogFilter(From: from, Until: until), new LogPosition(Before: size))
                .SelectMany(q => q.Where(e => kinds.Contains(e.Kind)).OrderBy(e => e.Sequence).AsNoTracking())
                .Select(e => EventCodec.Read(e.Leaf))
                .Select(leaf => new AccessLine(leaf.Sequence, leaf.At, leaf.Actor, leaf.Event))
                .Where(l => AccessLine.IsAccess(l.Event)),
        ];

    private static FlagContext Context(
        VaultDb db,
        LogReader reader,
        List<AccessLine> lines,
        ReviewPeriod period,
        long size
    )
    {
        var taken = Lines(reader, [nameof(BreakGlassOpened)], period.Begins - BeforePeriod, period.Ends, size);
        var emergencies = Checkouts(db, taken.Select(l => ((BreakGlassOpened)l.Event).Checkout))
            .Select(c => new InEmergency(c.Account, c.Requester, c.OpenedAt!.Value, c.EndedAt ?? c.Until));
        var held = Checkouts(db, lines.Select(l => l.BecameOverdue ?? l.Ended).OfType<CheckoutId>())
            .ToDictionary(c => c.Id, c => new HeldUntil(c.Requester, c.Due));
        return new(
            WorkingDays.Read(db),
            [.. emergencies],
            Handovers(db),
            held,
            lines.Select(l => l.BecameOverdue).OfType<CheckoutId>().ToHashSet(),
            FirstUses(db, size)
        );
    }

    private static List<Checkout> Checkouts(VaultDb db, IEnumerable<CheckoutId> wanted)
    {
        var found = new List<Checkout>();
        foreach (var ids in wanted.Distinct().Chunk(500))
            found.AddRange(
                db.SomeOfNow(
                    db.Set<Checkout>().Where(c => ids.Contains(c.Id)).AsNoTracking(),
                    ids.Select(id => id.ToString())
                )
            );
        return found;
    }

    private static List<HandedOver> Handovers(VaultDb db)
    {
        var opened = db.EveryNow<Handover>(tracked: false).Where(h => h.WasOpened).ToDictionary(h => h.Id);
        return
        [
            .. db.EveryNow<HandoverPart>(tracked: false)
                .Where(p => p.IsSigned && opened.ContainsKey(p.Handover))
                .Select(p => new HandedOver(
                    p.Account,
                    opened[p.Handover].Leaver,
                    p.Successor,
                    opened[p.Handover].OpenedAt!.Value,
                    p.ClosedAt
                )),
        ];
    }

    private static HashSet<long> FirstUses(VaultDb db, long size)
    {
        var kinds = AccessLine.UseKinds;
        return
        [
            .. db
                .AuditEntries.Where(e => kinds.Contains(e.Kind) && e.Sequence < size)
                .GroupBy(e => new { e.Actor, e.Account })
                .Select(g => g.Min(e => e.Sequence)),
        ];
    }
}
