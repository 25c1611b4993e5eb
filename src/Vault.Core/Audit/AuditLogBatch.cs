using Vault.Core.Custody;
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
    internal sealed class Batch(AuditLog log, MerkleTree before, DateTimeOffset now)
    {
        private MerkleTree _tree = before;
        private readonly List<Action> _makeDurable = [];
        private readonly List<RowChange> _changes = [];
        private readonly List<AuditEvent> _events = [];
        private readonly List<RecentUses.Use> _uses = [];

        public MerkleTree Tree => _tree;

        public LogHead Head() => log.HeadOf(_tree);

        public EqualValues Equal => log.Equal;

        /// <summary>When somebody was shown secrets and codes within the last hour, by this batch as well; in the order of the log.</summary>
        /// <param name="isAlarm">When the alarm about it was raised instead.</param>
        public IReadOnlyList<DateTimeOffset> UsesOf(PersonId person, bool isAlarm) =>
            [
                .. log.Uses.Within(person, isAlarm, now),
                .. _uses.Where(u => u.Person == person && u.IsAlarm == isAlarm).Select(u => u.At),
            ];

        /// <summary>
        /// Encodes the lines of one command, each with the rows it attests, and inserts them one by one: a large command
        /// never has all of them in memory. They are the log's only with <see cref="Take"/>.
        /// </summary>
        /// <exception cref="LogNotTakenException">Storage took a line not; what else is thrown is the command's own fault.</exception>
        public Written Write(LogTable table, Actor actor, IReadOnlyList<Line> lines, IReadOnlyList<RowChange> rows)
        {
            // Whatever came before the founding would keep the vault from ever being founded.
            if (_tree.Size == 0 && lines.Count > 0 && lines[0].Event is not (VaultFounded or DemoVaultFounded))
                throw new InvalidOperationException("A log begins with the founding.");
            var grown = _tree.Copy();
            foreach (var line in lines)
            {
                var sequence = grown.Size;
                var name = actor.Person is null ? null : PrivateText.Of(actor.Name);
                var leaf = EventCodec.Write(sequence, now, actor, name, line.Event, line.Rows);
                var entry = Entry(sequence, actor, line.Event, leaf);
                entry.Nodes = grown.Append(entry.LeafHash);
                Insert(table, entry, [.. log._details.Seal(sequence, actor, name, line.Event)]);
            }
            return new(actor.Person, grown, lines, rows);
        }

        /// <summary>The command has succeeded: its lines are part of the batch.</summary>
        public void Take(Written written)
        {
            _tree = written.Tree;
            _changes.AddRange(written.Rows);
            foreach (var line in written.Lines)
            {
                _makeDurable.Add(line.MakeDurable);
                _events.Add(line.Event);
                var kind = line.Event.GetType().Name;
                if (written.Actor is { } actor && RecentUses.Concerns(kind))
                    _uses.Add(RecentUses.Use.Of(kind, actor, now));
            }
            log.Attestations.Stage(written.Rows);
        }

        /// <inheritdoc cref="Attestations.StageMeanwhile"/>
        public Action StageMeanwhile(IReadOnlyList<RowChange> rows) => log.Attestations.StageMeanwhile(rows);

        /// <summary>The commit is on disk: memory follows, receipts become valid.</summary>
        public void Committed()
        {
            for (var added = log._tree.Size; added < _tree.Size; added++)
                log.Times.Add(now.ToUnixTimeMilliseconds());
            log._tree = _tree;
            _events.ForEach(log.Learn);
            _uses.ForEach(log.Uses.Add);
            _changes.ForEach(log.Attestations.Apply);
            log.Attestations.Unstage();
            _makeDurable.ForEach(m => m());
        }

        /// <summary>Nothing of it reached the disk.</summary>
        public void Abandoned() => log.Attestations.Unstage();

        private static void Insert(LogTable table, AuditEntry entry, IReadOnlyList<AuditDetail> details)
        {
            try
            {
                table.Insert(entry);
                foreach (var detail in details)
                    table.Insert(detail);
            }
            catch (Exception e)
            {
                throw new LogNotTakenException(entry.Sequence, e);
            }
        }

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

    /// <summary>The lines of one command in the database, and the tree with them.</summary>
    internal sealed record Written(
        PersonId? Actor,
        MerkleTree Tree,
        IReadOnlyList<Line> Lines,
        IReadOnlyList<RowChange> Rows
    );

    /// <summary>An event waiting for its place, what makes its receipt valid, and the rows it attests.</summary>
    internal sealed record Line(AuditEvent Event, Action MakeDurable, IReadOnlyList<RowChange> Rows);
}
