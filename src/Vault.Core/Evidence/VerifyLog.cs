using System.Security.Cryptography;
using Vault.Core.Audit;

namespace Vault.Core.Evidence;

/// <summary>What is to be verified, and by what.</summary>
/// <param name="File">An export or a database.</param>
/// <param name="Key">The public key that checkpoints are held against; null verifies no signature, and nothing is sound.</param>
/// <param name="Checkpoints">Files with notes, from paper or from a witness.</param>
public sealed record LogEvidence(string File, ECDsa? Key, IReadOnlyList<string> Checkpoints);

/// <summary>What a line of the report is about.</summary>
public enum EvidenceKind
{
    /// <summary>No arguments.</summary>
    Export,

    /// <summary>No arguments.</summary>
    Database,

    /// <summary>Number of entries, root.</summary>
    Leaves,

    /// <summary>Number of entries.</summary>
    Columns,

    /// <summary>Number of texts.</summary>
    Texts,

    /// <summary>Number of the epoch, its first entry, entries of the former one that are still there.</summary>
    Epoch,

    /// <summary>Origin.</summary>
    Note,

    /// <summary>No arguments.</summary>
    Signature,

    /// <summary>File, checkpoints that hold, entries under the largest.</summary>
    Checkpoints,

    /// <summary>File, checkpoints of an epoch that was lost beyond what is still there.</summary>
    Superseded,

    /// <summary>File, notes of other logs.</summary>
    Foreign,

    /// <summary>Entries that no checkpoint covers, the first of them.</summary>
    Unwitnessed,
}

/// <summary>One check that was made; what does not hold is said by the verdict.</summary>
public sealed record EvidenceLine(EvidenceKind Kind, params IReadOnlyList<object> Arguments);

/// <summary>The verdict with the checks that led to it.</summary>
/// <param name="Where">The file the fault was found in; null for the log itself and where there is none.</param>
public sealed record VerifiedLog(LogVerdict Verdict, IReadOnlyList<EvidenceLine> Lines, string? Where = null);

/// <summary>
/// Verifies a log offline, with nothing of the vault but the key's public half (R50). In one pass over the entries;
/// memory grows with the checkpoints given, not with the log. Ends at the first thing that does not hold.
/// </summary>
public static class VerifyLog
{
    public static VerifiedLog Run(LogEvidence evidence)
    {
        var run = new Verification(evidence);
        try
        {
            return new(run.Verdict(), run.Lines);
        }
        catch (UnsoundException e)
        {
            return new(new(e.Fault, e.At, 0, []), run.Lines, run.Where);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(new(LogFault.Unreadable, null, 0, []), run.Lines, run.Where);
        }
    }

    private sealed class Verification(LogEvidence evidence)
    {
        private readonly Dictionary<string, int> _notes = [];
        private Checkpoint? _newest;

        public List<EvidenceLine> Lines { get; } = [];

        public string? Where { get; private set; }

        public LogVerdict Verdict()
        {
            var tally = new LeafTally(WantedSizes());
            Where = evidence.File;
            var isDatabase = StoredLog.IsDatabase(evidence.File);
            if (isDatabase)
                ReadDatabase(tally);
            else
                ReadExport(tally);
            Where = null;
            foreach (var file in evidence.Checkpoints)
                CheckFile(file, tally);
            if (evidence.Key is null)
                throw new UnsoundException(LogFault.NoKey);
            if (!isDatabase)
                return new(null, null, tally.Size, tally.Root());
            if (_newest is null)
                throw new UnsoundException(LogFault.NoCheckpoint);
            if (_newest.Size < tally.Size)
                Say(EvidenceKind.Unwitnessed, tally.Size - _newest.Size, _newest.Size);
            return new(null, null, _newest.Size, _newest.Root);
        }

        /// <summary>The sizes whose roots will be needed, before the one pass over the entries.</summary>
        private HashSet<long> WantedSizes()
        {
            var sizes = new HashSet<long>();
            foreach (var file in evidence.Checkpoints)
            {
                Where = file;
                // A witness goes on writing meanwhile: what comes later is not looked at.
                _notes[file] = 0;
                foreach (var note in CheckpointFile.Notes(file))
                {
                    _notes[file]++;
                    if (note.Checkpoint is { } checkpoint)
                        sizes.Add(checkpoint.Size);
                }
            }
            return sizes;
        }

        private void ReadDatabase(LeafTally tally)
        {
            Say(EvidenceKind.Database);
            new StoredLog(evidence.File).Read(tally);
            SayLeaves(tally);
            Say(EvidenceKind.Columns, tally.Size);
        }

        private void ReadExport(LeafTally tally)
        {
            var export = new ExportedLog(evidence.File);
            var note = export.Read(tally);
            Say(EvidenceKind.Export);
            SayLeaves(tally);
            Say(EvidenceKind.Texts, export.Texts);
            CheckNote(note.Span, tally);
        }

        private void SayLeaves(LeafTally tally)
        {
            Say(EvidenceKind.Leaves, tally.Size, Convert.ToBase64String(tally.Root()));
            foreach (var epoch in tally.Epochs)
                Say(EvidenceKind.Epoch, epoch.Epoch, epoch.At, epoch.FoundSize);
        }

        private void CheckNote(ReadOnlySpan<byte> bytes, LeafTally tally)
        {
            if (SignedNote.Read(bytes) is not { } note || Checkpoint.Read(note.Text) is not { } checkpoint)
                throw new UnsoundException(LogFault.Note);
            if (checkpoint.Size != tally.Size)
                throw new UnsoundException(LogFault.Size);
            if (!IsRoot(checkpoint, tally.Root()))
                throw new UnsoundException(LogFault.Root);
            if (
                Origin.Read(checkpoint.Origin) is not { } origin
                || origin.Epoch != tally.Epoch
                || origin.Vault != (tally.Vault ?? origin.Vault)
            )
                throw new UnsoundException(LogFault.Origin);
            Say(EvidenceKind.Note, checkpoint.Origin);
            if (evidence.Key is not { } key)
                return;
            if (!note.IsSignedBy(checkpoint.Origin, key))
                throw new UnsoundException(LogFault.Signature);
            Say(EvidenceKind.Signature);
        }

        private void CheckFile(string file, LeafTally tally)
        {
            Where = file;
            var (holding, superseded, foreign, largest) = (0, 0, 0, 0L);
            foreach (var found in CheckpointFile.Notes(file).Take(_notes[file]))
            {
                if (tally.Vault is not null && found.Origin.Vault != tally.Vault)
                {
                    foreign++;
                    continue;
                }
                if (Hold(found, tally) is not { } checkpoint)
                {
                    superseded++;
                    continue;
                }
                holding++;
                largest = Math.Max(largest, checkpoint.Size);
                if (_newest is null || checkpoint.Size > _newest.Size)
                    _newest = checkpoint;
            }
            if (holding + superseded == 0)
                throw new UnsoundException(LogFault.Checkpoint);
            Say(EvidenceKind.Checkpoints, file, holding, largest);
            if (superseded > 0)
                Say(EvidenceKind.Superseded, file, superseded);
            if (foreign > 0)
                Say(EvidenceKind.Foreign, file, foreign);
            Where = null;
        }

        /// <summary>Null if it belongs to what an epoch lost.</summary>
        private Checkpoint? Hold(FoundNote found, LeafTally tally)
        {
            if (found is not { Note: { } note, Checkpoint: { } checkpoint })
                throw new UnsoundException(LogFault.Checkpoint);
            if (evidence.Key is { } key && !note.IsSignedBy(checkpoint.Origin, key))
                throw new UnsoundException(LogFault.CheckpointSignature);
            if (found.Origin.Epoch > tally.Epoch)
                throw new UnsoundException(LogFault.CheckpointSize);
            if (tally.EndOf(found.Origin.Epoch) < checkpoint.Size)
                return null;
            if (checkpoint.Size > tally.Size)
                throw new UnsoundException(LogFault.CheckpointSize);
            return IsRoot(checkpoint, tally.RootAt(checkpoint.Size))
                ? checkpoint
                : throw new UnsoundException(LogFault.CheckpointRoot);
        }

        private void Say(EvidenceKind kind, params object[] arguments) => Lines.Add(new(kind, arguments));

        private static bool IsRoot(Checkpoint checkpoint, byte[] root) =>
            CryptographicOperations.FixedTimeEquals(checkpoint.Root, root);
    }
}
