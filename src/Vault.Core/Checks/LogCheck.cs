using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;

namespace Vault.Core.Checks;

/// <summary>
/// The stored log against itself, against its head, and against what this process read at start. Entry by entry, in
/// one pass over entries and details.
/// </summary>
internal sealed class LogCheck
{
    private readonly VaultInstance _vault;
    private readonly DetailSealer _sealer;
    private readonly LineBuilder _tree = new(Invariant.LogTree);
    private readonly LineBuilder _columns = new(Invariant.LogColumns);
    private readonly LineBuilder _details = new(Invariant.LogDetails);
    private readonly MerkleTree _recomputed = new();

    private LogCheck(VaultInstance vault)
    {
        _vault = vault;
        _sealer = new DetailSealer(vault.Ring.Provider, vault.Log.Vault);
    }

    public static IEnumerable<CheckLine> Run(VaultInstance vault) => new LogCheck(vault).Lines();

    private IEnumerable<CheckLine> Lines()
    {
        using var db = _vault.OpenReader();
        using var others = _vault.OpenReader();
        var (size, root) = _vault.Log.Head();
        // Two streams in the same order, so that a long log is never in memory whole.
        using var details = others
            .AuditDetails.OrderBy(d => d.Sequence)
            .ThenBy(d => d.Ordinal)
            .AsEnumerable()
            .GetEnumerator();
        var more = details.MoveNext();
        var expected = 0L;
        foreach (var entry in db.AuditEntries.Where(e => e.Sequence < size).OrderBy(e => e.Sequence).AsEnumerable())
        {
            Missing(expected, entry.Sequence);
            expected = entry.Sequence + 1;
            var own = new List<AuditDetail>();
            for (; more && details.Current.Sequence <= entry.Sequence; more = details.MoveNext())
            {
                if (details.Current.Sequence == entry.Sequence)
                    own.Add(details.Current);
            }
            Look(entry, own);
        }
        Missing(expected, size);
        CheckHead(db, size, root);
        return [_tree.Line(), _columns.Line(), _details.Line()];
    }

    private void Missing(long from, long until)
    {
        for (var sequence = from; sequence < Math.Min(until, from + CheckLine.Limit); sequence++)
            _tree.Find(FindingKind.EntryMissing, Text(sequence));
    }

    private void Look(AuditEntry entry, IReadOnlyList<AuditDetail> details)
    {
        _tree.Looked++;
        var hash = MerkleTree.LeafHash(entry.Leaf);
        var nodes = _recomputed.Append(hash);
        if (!CryptographicOperations.FixedTimeEquals(hash, entry.LeafHash))
            _tree.Find(FindingKind.EntryHashDiffers, Text(entry.Sequence));
        if (!nodes.AsSpan().SequenceEqual(entry.Nodes))
            _tree.Find(FindingKind.EntryNodesDiffer, Text(entry.Sequence));
        if (Read(entry) is not { } content)
        {
            _tree.Find(FindingKind.EntryUnreadable, Text(entry.Sequence));
            return;
        }
        _columns.Looked++;
        if (!RepeatedColumns.Match(entry, content))
            _columns.Find(FindingKind.EntryColumnsDiffer, Text(entry.Sequence));
        foreach (var detail in _sealer.Inspect(content, details))
        {
            _details.Looked++;
            // Destroying a person's details is a ceremony with a line of its own; there is none yet.
            if (detail.State != DetailState.Open)
                _details.Find(
                    detail.State == DetailState.Destroyed ? FindingKind.DetailDestroyed : FindingKind.DetailDamaged,
                    $"{Text(entry.Sequence)}/{detail.Field}"
                );
        }
    }

    private void CheckHead(VaultDb db, long size, byte[] root)
    {
        var head = db.LogHeads.SingleOrDefault();
        var sound =
            CryptographicOperations.FixedTimeEquals(_recomputed.Root(), root)
            && head is not null
            && _vault.Log.IsHead(head, size, root);
        if (!sound)
            _tree.Find(FindingKind.HeadDiffers, Text(size));
    }

    private static LeafContent? Read(AuditEntry entry)
    {
        try
        {
            return EventCodec.Read(entry.Leaf);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Text(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);
}
