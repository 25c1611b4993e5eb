using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Keys;
using Vault.Core.People;

namespace Vault.Core.Audit;

/// <summary>The stored log is not the one this vault wrote.</summary>
public sealed class LogDamagedException(long? sequence, string what)
    : Exception(sequence is null ? what : $"Entry {sequence}: {what}")
{
    public long? Sequence => sequence;
}

/// <summary>
/// The log as this process knows it: the tree over every leaf, and through the leaves the form of every row with power.
/// It appends only inside the writer's transaction, and moves on in memory only after the commit.
/// </summary>
public sealed class AuditLog
{
    private readonly RootKey _rootKey;
    private readonly DetailSealer _details;
    private MerkleTree _tree = new();

    public AuditLog(RootKey rootKey, IDataProtectionProvider secretsRing, VaultId vault, Attestations attestations)
    {
        _rootKey = rootKey;
        _details = new DetailSealer(secretsRing, vault);
        Vault = vault;
        Attestations = attestations;
    }

    public VaultId Vault { get; }

    public Attestations Attestations { get; }

    /// <summary>Where in the log a span of time lies, for readers.</summary>
    internal TimeIndex Times { get; } = new();

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
    /// <exception cref="LogDamagedException">A gap, a leaf that does not match its hash, or a head that does not match.</exception>
    internal void CatchUp(VaultDb db)
    {
        var tree = _tree.Copy();
        var changes = new List<RowChange>();
        var times = new List<long>();
        var stored = db.AuditEntries.AsNoTracking().Where(e => e.Sequence >= tree.Size).OrderBy(e => e.Sequence);
        foreach (
            var entry in stored
                .Select(e => new
                {
                    e.Sequence,
                    e.At,
                    e.Leaf,
                    e.LeafHash,
                })
                .AsEnumerable()
        )
        {
            if (entry.Sequence != tree.Size)
                throw new LogDamagedException(tree.Size, "missing");
            if (!CryptographicOperations.FixedTimeEquals(MerkleTree.LeafHash(entry.Leaf), entry.LeafHash))
                throw new LogDamagedException(entry.Sequence, "does not match its hash");
            tree.Append(entry.LeafHash);
            times.Add(entry.At);
            changes.AddRange(EventCodec.ReadRows(entry.Leaf));
        }
        CheckHead(db.LogHeads.AsNoTracking().Single(), tree);
        changes.ForEach(Attestations.Apply);
        times.ForEach(Times.Add);
        _tree = tree;
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

    private void CheckHead(LogHead head, MerkleTree tree)
    {
        if (!CryptographicOperations.FixedTimeEquals(Mac(head.Size, head.Root), head.Mac))
            throw new LogDamagedException(null, "The head of the log does not authenticate under the root key.");
        if (head.Size != tree.Size || !CryptographicOperations.FixedTimeEquals(head.Root, tree.Root()))
            throw new LogDamagedException(null, $"The log holds {tree.Size} entries, its head says {head.Size}.");
    }

    private byte[] Mac(long size, byte[] root)
    {
        var message = new byte[16 + 8 + 32];
        Vault.Value.TryWriteBytes(message, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(message.AsSpan(16), size);
        root.CopyTo(message, 24);
        return _rootKey.Mac("log-head/1", message);
    }

    /// <summary>What a holder of it may do: issue receipts. Only this class can make one.</summary>
    internal sealed class Seal
    {
        private static readonly Seal Only = new();

        private Seal() { }

        internal static Seal For(Batch batch)
        {
            ArgumentNullException.ThrowIfNull(batch);
            return Only;
        }
    }

    /// <summary>The lines of one transaction. Nothing of it counts before <see cref="Committed"/>.</summary>
    internal sealed class Batch(AuditLog log, MerkleTree tree, DateTimeOffset now)
    {
        private readonly List<Action> _makeDurable = [];
        private readonly List<RowChange> _changes = [];

        public MerkleTree Tree => tree;

        public LogHead Head() => log.HeadOf(tree);

        /// <summary>Writes the lines of one command; its changed rows are attested by the last of them.</summary>
        public void Append(LogTable table, Actor actor, IReadOnlyList<Line> lines, IReadOnlyList<RowChange> rows)
        {
            var leafHashes = new List<byte[]>();
            for (var i = 0; i < lines.Count; i++)
            {
                var sequence = tree.Size + i;
                var attested = i == lines.Count - 1 ? rows : [];
                var name = actor.Person is null ? null : PrivateText.Of(actor.Name);
                var leaf = EventCodec.Write(sequence, now, actor, name, lines[i].Event, attested);
                var hash = MerkleTree.LeafHash(leaf);
                table.Insert(Entry(sequence, actor, lines[i].Event, leaf, hash));
                foreach (var detail in log._details.Seal(sequence, actor, name, lines[i].Event))
                    table.Insert(detail);
                leafHashes.Add(hash);
            }
            leafHashes.ForEach(tree.Append);
            _changes.AddRange(rows);
            _makeDurable.AddRange(lines.Select(l => l.MakeDurable));
            log.Attestations.Stage(rows);
        }

        /// <summary>The commit is on disk: memory follows, receipts become valid.</summary>
        public void Committed()
        {
            for (var added = log._tree.Size; added < tree.Size; added++)
                log.Times.Add(now.ToUnixTimeMilliseconds());
            log._tree = tree;
            _changes.ForEach(log.Attestations.Apply);
            log.Attestations.Unstage();
            _makeDurable.ForEach(m => m());
        }

        public void Abandoned() => log.Attestations.Unstage();

        private AuditEntry Entry(long sequence, Actor actor, AuditEvent happened, byte[] leaf, byte[] hash) =>
            new()
            {
                Sequence = sequence,
                At = now.ToUnixTimeMilliseconds(),
                Kind = happened.GetType().Name,
                Outcome = happened.Outcome,
                Actor = actor.Person,
                Account = (happened as IAboutAccount)?.Account,
                Person = (happened as IAboutPerson)?.Person,
                Leaf = leaf,
                LeafHash = hash,
            };
    }

    /// <summary>An event waiting for its place, and what makes its receipt valid.</summary>
    internal sealed record Line(AuditEvent Event, Action MakeDurable);
}
