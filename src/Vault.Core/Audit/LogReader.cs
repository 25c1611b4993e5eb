using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Vault.Core.Audit;

/// <summary>
/// Reads entries for people. Every filter has an index that ends in the sequence, and nothing is counted, so a page of
/// a long log costs what a page of a short one does. It does not log the reading: the use cases over it do.
/// </summary>
internal sealed class LogReader(VaultDb db, VaultInstance vault)
{
    private readonly DetailSealer _details = new(vault.Ring.Provider, vault.Log.Vault);

    /// <summary>At most <paramref name="size"/> entries, newest first.</summary>
    /// <param name="withDetails">False leaves the sealed texts sealed.</param>
    public async Task<LogPage> Page(LogFilter filter, LogPosition position, int size, bool withDetails = true)
    {
        var newestFirst = position.After is null;
        var stored = new Dictionary<long, AuditEntry>();
        foreach (var query in Queries(filter, position))
        {
            var ordered = newestFirst ? query.OrderByDescending(e => e.Sequence) : query.OrderBy(e => e.Sequence);
            foreach (var entry in await ordered.Take(size + 1).AsNoTracking().ToListAsync())
                stored[entry.Sequence] = entry;
        }
        var sorted = newestFirst
            ? stored.Values.OrderByDescending(e => e.Sequence)
            : stored.Values.OrderBy(e => e.Sequence);
        var page = sorted.Take(size).OrderByDescending(e => e.Sequence).ToList();
        var entries = withDetails ? await Opened(page) : page.ConvertAll(Closed);
        var more = stored.Count > size;
        return new LogPage(
            entries,
            HasNewer: newestFirst ? position.Before is not null : more,
            HasOlder: newestFirst ? more : entries.Count > 0,
            await LogNames.Of(db, entries)
        );
    }

    /// <summary>One entry as a page of its own; empty if there is none.</summary>
    public async Task<LogPage> One(long sequence)
    {
        var entries = await Opened(await db.AuditEntries.Where(e => e.Sequence == sequence).ToListAsync());
        return new LogPage(
            entries,
            HasNewer: sequence < vault.Log.Size - 1,
            HasOlder: sequence > 0,
            await LogNames.Of(db, entries)
        );
    }

    /// <summary>Some entries by their sequences, as a page of its own.</summary>
    public async Task<LogPage> These(IReadOnlyList<long> sequences)
    {
        var stored = await db.AuditEntries.Where(e => sequences.Contains(e.Sequence)).AsNoTracking().ToListAsync();
        var entries = await Opened([.. stored.OrderByDescending(e => e.Sequence)]);
        return new LogPage(entries, HasNewer: false, HasOlder: false, await LogNames.Of(db, entries));
    }

    /// <summary>Author and subject are two indexes: one query each, merged by the caller, stays within a page.</summary>
    internal IReadOnlyList<IQueryable<AuditEntry>> Queries(LogFilter filter, LogPosition position)
    {
        var entries = db.AuditEntries.AsQueryable();
        if (filter.From is not null || filter.Until is not null)
        {
            if (During(filter) is not { } during)
                return [];
            entries = during;
        }
        if (position.Before is { } before)
            entries = entries.Where(e => e.Sequence < before);
        else if (position.After is { } after)
            entries = entries.Where(e => e.Sequence > after);
        if (filter.Kind is { } kind)
            entries = entries.Where(e => e.Kind == kind);
        if (filter.Account is { } account)
            entries = entries.Where(e => e.Account == account);
        if (filter.Outcome is { } outcome)
            entries = entries.Where(e => e.Outcome == outcome);
        return filter.Person is { } person
            ? [entries.Where(e => e.Actor == person), entries.Where(e => e.Person == person)]
            : [entries];
    }

    /// <summary>
    /// Times may step back where a clock was set, the sequence may not: the part of the log in which the span can lie
    /// is walked, and the times are compared inside it.
    /// </summary>
    private IQueryable<AuditEntry>? During(LogFilter filter)
    {
        var from = (filter.From ?? DateTimeOffset.UnixEpoch).ToUnixTimeMilliseconds();
        var until = filter.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue;
        if (vault.Log.Times.Span(from, until) is not { } span)
            return null;
        var (first, last) = span;
        return db.AuditEntries.Where(e => e.Sequence >= first && e.Sequence <= last && e.At >= from && e.At < until);
    }

    private async Task<IReadOnlyList<LogEntry>> Opened(List<AuditEntry> stored)
    {
        var sequences = stored.ConvertAll(e => e.Sequence);
        var details = (await db.AuditDetails.Where(d => sequences.Contains(d.Sequence)).ToListAsync()).ToLookup(d =>
            d.Sequence
        );
        return stored.ConvertAll(e => Open(e, details[e.Sequence]));
    }

    private static LogEntry Closed(AuditEntry stored) =>
        Content(stored) is { } content
            ? new LogEntry(stored, StateOf(stored, content), content, content.Event, [])
            : new LogEntry(stored, EntryState.Unreadable, null, null, []);

    private LogEntry Open(AuditEntry stored, IEnumerable<AuditDetail> details)
    {
        var closed = Closed(stored);
        if (closed.Content is not { } content)
            return closed;
        var opened = _details.Inspect(content, [.. details]);
        var texts = opened
            .Where(d => d.State == DetailState.Open)
            .ToDictionary(d => d.Field, d => d.Text, StringComparer.Ordinal);
        var happened = EventCodec.WithDetails(content.Event, texts);
        return closed with { Event = happened, Details = opened };
    }

    private static LeafContent? Content(AuditEntry stored)
    {
        try
        {
            return EventCodec.Read(stored.Leaf);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static EntryState StateOf(AuditEntry stored, LeafContent content)
    {
        if (!CryptographicOperations.FixedTimeEquals(MerkleTree.LeafHash(stored.Leaf), stored.LeafHash))
            return EntryState.HashDiffers;
        return RepeatedColumns.Match(stored, content) ? EntryState.Sound : EntryState.ColumnsDiffer;
    }
}
