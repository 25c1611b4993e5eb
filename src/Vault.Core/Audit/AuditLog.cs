using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Custody;
using Vault.Core.Keys;
using Vault.Core.Storage;
using Vault.Core.Witnesses;

namespace Vault.Core.Audit;

/// <summary>The stored log is not the one this vault wrote.</summary>
public sealed class LogDamagedException(long? sequence, string what)
    : Exception(sequence is null ? what : $"Entry {sequence}: {what}")
{
    public long? Sequence => sequence;
}

/// <summary>A line could not be inserted: the log's failure, not that of the command it belongs to.</summary>
public sealed class LogNotTakenException(long sequence, Exception inner)
    : Exception($"Entry {sequence} was not taken.", inner);

/// <summary>
/// The log as this process knows it: the tree over every leaf, and through the leaves the form of every row with power.
/// It appends only inside the writer's transaction, and moves on in memory only after the commit.
/// </summary>
public sealed partial class AuditLog
{
    private readonly RootKey _rootKey;
    private readonly DetailSealer _details;
    private MerkleTree _tree = new();
    private ImmutableList<EpochOpened> _epochs = [];

    internal AuditLog(RootKey rootKey, IDataProtectionProvider secretsRing, VaultId vault, Attestations attestations)
    {
        _rootKey = rootKey;
        _details = new DetailSealer(secretsRing, vault);
        Vault = vault;
        Attestations = attestations;
    }

    public VaultId Vault { get; }

    public Attestations Attestations { get; }

    /// <summary>The number of the present epoch, from 1. Numbers may be skipped: a database put back may lack an epoch.</summary>
    public int Epoch => _epochs.IsEmpty ? 1 : _epochs[^1].Epoch;

    /// <summary>
    /// Whether this log has to be what a checkpoint of this epoch and size says. Not where the loss of that part, or of
    /// that whole epoch, was acknowledged.
    /// </summary>
    public bool AnswersFor(int epoch, long size)
    {
        if (epoch >= Epoch)
            return true;
        var isOurs = epoch == 1 || _epochs.Exists(e => e.Epoch == epoch);
        return isOurs && size <= _epochs.Find(e => e.Epoch > epoch)!.FoundSize;
    }

    /// <summary>The key the log says its checkpoints are signed with; null while the log is empty.</summary>
    internal byte[]? SigningKey { get; private set; }

    /// <summary>Where in the log a span of time lies, for readers.</summary>
    internal TimeIndex Times { get; } = new();

    /// <summary>Which versions of secrets have one value; one memory for readers and writer. Given by the opened vault.</summary>
    internal EqualValues Equal { get; set; } = null!;

    /// <summary>Who was shown how much lately.</summary>
    internal RecentUses Uses { get; } = new();

    /// <summary>Number of durable entries.</summary>
    public long Size => _tree.Size;

    /// <summary>RFC 6962 root over all durable entries.</summary>
    public byte[] Root() => _tree.Root();

    /// <summary>Size and root of one and the same moment.</summary>
    public (long Size, byte[] Root) Head()
    {
        var tree = _tree;
        return (tree.Size, tree.Root());
    }

    /// <summary>
    /// Reads what is stored beyond what is known (everything at start), verifies it, and takes it over.
    /// </summary>
    /// <exception cref="LogDamagedException">
    /// A gap, a leaf that does not match its hash or the columns beside it, or a head that does not match.
    /// </exception>
    internal void CatchUp(VaultDb db)
    {
        var tree = _tree.Copy();
        // Of each row only the last form counts: those between were never visible to anybody.
        var changes = new Dictionary<RowKey, RowChange>();
        var times = new List<long>();
        var told = new List<AuditEvent>();
        var uses = new RecentUses();
        LogScan.Run(
            tree,
            StoredEntry.Read(db, tree.Size),
            (entry, hasRows) =>
            {
                times.Add(entry.At);
                if (hasRows)
                {
                    foreach (var change in EventCodec.ReadRows(entry.Leaf))
                        changes[change.Row] = change;
                }
                if (entry.Kind is nameof(EpochOpened) or nameof(SigningKeyCreated))
                    told.Add(EventCodec.Read(entry.Leaf).Event);
                if (entry.Use is { } use)
                    uses.Add(use);
            }
        );
        CheckHead(db.LogHeads.AsNoTracking().SingleOrDefault(), tree);
        foreach (var change in changes.Values)
            Attestations.Apply(change);
        times.ForEach(Times.Add);
        told.ForEach(Learn);
        Uses.Take(uses);
        _tree = tree;
    }

    /// <summary>What the log says about itself.</summary>
    private void Learn(AuditEvent happened)
    {
        if (happened is EpochOpened epoch)
            _epochs = _epochs.Add(epoch);
        else if (happened is SigningKeyCreated created)
            SigningKey = created.PublicKey;
    }

    /// <summary>Holds what is stored against what this process knows: every entry again, from the first.</summary>
    /// <param name="progress">Told how many entries have been verified, now and then.</param>
    /// <returns>How many entries there were.</returns>
    /// <exception cref="LogDamagedException">The stored log is not the one this process wrote.</exception>
    internal long Verify(VaultDb db, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var known = _tree;
        var tree = new MerkleTree();
        LogScan.Run(tree, StoredEntry.Read(db, 0, known.Size), null, progress, cancellation);
        if (!CryptographicOperations.FixedTimeEquals(tree.Root(), known.Root()))
            throw new LogDamagedException(null, "The stored leaves are not those that were written.");
        return known.Size;
    }

    /// <summary>The head row for a log of this size, under its MAC.</summary>
    internal LogHead HeadOf(MerkleTree tree)
    {
        var root = tree.Root();
        return new LogHead
        {
            Id = 1,
            Vault = Vault,
            Size = tree.Size,
            Root = root,
            Mac = Mac(tree.Size, root),
        };
    }

    internal Batch Begin(DateTimeOffset now) => new(this, _tree.Copy(), now);

    /// <summary>Whether a stored head is one this vault made, and not an older one than this size and root.</summary>
    internal bool IsHead(LogHead head, long size, byte[] root) =>
        CryptographicOperations.FixedTimeEquals(Mac(head.Size, head.Root), head.Mac)
        && (head.Size > size || (head.Size == size && CryptographicOperations.FixedTimeEquals(head.Root, root)));

    private void CheckHead(LogHead? head, MerkleTree tree)
    {
        if (head is null)
            throw new LogDamagedException(null, "The head of the log is missing.");
        if (!CryptographicOperations.FixedTimeEquals(Mac(head.Size, head.Root), head.Mac))
            throw new LogDamagedException(null, "The head of the log does not authenticate under the root key.");
        if (head.Size != tree.Size || !CryptographicOperations.FixedTimeEquals(head.Root, tree.Root()))
            throw new LogDamagedException(null, $"The log holds {tree.Size} entries, its head says {head.Size}.");
    }

    private byte[] Mac(long size, byte[] root)
    {
        // Vault and size have fixed lengths, so a root of any length leaves no second reading.
        var message = new byte[16 + 8 + root.Length];
        Vault.Value.TryWriteBytes(message, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(message.AsSpan(16), size);
        root.CopyTo(message, 24);
        return _rootKey.Mac("log-head/1", message);
    }
}
