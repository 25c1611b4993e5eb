using Vault.Core.People;

namespace Vault.Core.Audit;

public sealed partial class AuditLog
{
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

        /// <summary>
        /// Encodes the lines of one command, each with the rows it attests. Whatever is wrong with
        /// the command's own content is found here, before its neighbours are concerned.
        /// </summary>
        public Encoded Encode(Actor actor, IReadOnlyList<Line> lines, IReadOnlyList<RowChange> rows)
        {
            // Whatever came before the founding would keep the vault from ever being founded.
            if (tree.Size == 0 && lines.Count > 0 && lines[0].Event is not (VaultFounded or DemoVaultFounded))
                throw new InvalidOperationException("A log begins with the founding.");
            var entries = new List<AuditEntry>(lines.Count);
            var details = new List<AuditDetail>(lines.Count);
            for (var i = 0; i < lines.Count; i++)
            {
                var sequence = tree.Size + i;
                var name = actor.Person is null ? null : PrivateText.Of(actor.Name);
                var leaf = EventCodec.Write(sequence, now, actor, name, lines[i].Event, lines[i].Rows);
                entries.Add(Entry(sequence, actor, lines[i].Event, leaf));
                details.AddRange(log._details.Seal(sequence, actor, name, lines[i].Event));
            }
            return new(entries, details, rows, lines);
        }

        /// <summary>Writes what was encoded. From here on a failure is the log's, not the command's.</summary>
        public void Append(LogTable table, Encoded encoded)
        {
            foreach (var entry in encoded.Entries)
            {
                table.Insert(entry);
                tree.Append(entry.LeafHash);
            }
            foreach (var detail in encoded.Details)
                table.Insert(detail);
            _changes.AddRange(encoded.Rows);
            foreach (var line in encoded.Lines)
                _makeDurable.Add(line.MakeDurable);
            log.Attestations.Stage(encoded.Rows);
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

        /// <summary>Nothing of it reached the disk.</summary>
        public void Abandoned() => log.Attestations.Unstage();

        private AuditEntry Entry(long sequence, Actor actor, AuditEvent happened, byte[] leaf) =>
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
                LeafHash = MerkleTree.LeafHash(leaf),
            };
    }

    /// <summary>The lines of one command as they will be stored.</summary>
    internal sealed record Encoded(
        IReadOnlyList<AuditEntry> Entries,
        IReadOnlyList<AuditDetail> Details,
        IReadOnlyList<RowChange> Rows,
        IReadOnlyList<Line> Lines
    );

    /// <summary>An event waiting for its place, what makes its receipt valid, and the rows it attests.</summary>
    internal sealed record Line(AuditEvent Event, Action MakeDurable, IReadOnlyList<RowChange> Rows);
}
