using System.Security.Cryptography;
using System.Text;
using Vault.Core.Audit;
using Vault.Core.Storage;

namespace Vault.Core.Witnesses;

/// <summary>
/// Checkpoints in a file on another path, best on another machine: opened to append only, each note followed by an empty
/// line, on disk before it counts.
/// </summary>
internal sealed class WitnessFile(string path) : IWitness
{
    /// <summary>Notes looked at from the largest size downwards until one verifies.</summary>
    private const int MostNotes = 1000;

    public string Name => path;

    public bool Exists => File.Exists(path);

    /// <summary>When something was last appended to it; null if it is not there.</summary>
    public DateTimeOffset? WrittenAt => Exists ? new(File.GetLastWriteTimeUtc(path), TimeSpan.Zero) : null;

    /// <summary>Makes the file with its first note, or adds it to what another vault left there.</summary>
    /// <exception cref="IOException">It cannot be made or written.</exception>
    public void Begin(string note)
    {
        if (!Exists)
        {
            var folder = Path.GetDirectoryName(path)!;
            // One that is there already, a mounted one perhaps, has its owner's modes.
            if (!Directory.Exists(folder))
                PrivateFile.CreateFolder(folder);
            PrivateFile.Create(path).Dispose();
        }
        Append(note);
    }

    /// <inheritdoc/>
    public Task Take(string note, CancellationToken cancellation)
    {
        // Not created here: one that has gone away is to be missed.
        if (!Exists)
            throw new FileNotFoundException("The witness file has gone away.", path);
        Append(note);
        return Task.CompletedTask;
    }

    private void Append(string note)
    {
        // Append alone is allowed where the system keeps the file append-only. Not shared: nobody writes in between.
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        // A line feed in front ends what a power cut has left of the note before.
        file.Write(Encoding.UTF8.GetBytes($"\n{note}\n"));
        file.Flush(flushToDisk: true);
    }

    /// <summary>
    /// The newest checkpoint of this vault in it: the highest epoch's largest size, wherever it stands, so that an old
    /// one appended again hides nothing. Null if there is none.
    /// </summary>
    /// <param name="counts">Whether a checkpoint of this epoch and size may be the one.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public Checkpoint? Newest(VaultId vault, ECDsa key, Func<int, long, bool> counts)
    {
        var notes = new PriorityQueue<string, (int Epoch, long Size)>();
        foreach (var note in Notes(vault))
        {
            if (PlaceOf(note, vault) is not { } place || !counts(place.Epoch, place.Size))
                continue;
            notes.Enqueue(note, place);
            if (notes.Count > MostNotes)
                notes.Dequeue();
        }
        var candidates = new List<string>();
        while (notes.TryDequeue(out var note, out _))
            candidates.Add(note);
        candidates.Reverse();
        return candidates
            .Select(n => LogSigner.Open(Encoding.UTF8.GetBytes(n), vault, key))
            .FirstOrDefault(c => c is not null);
    }

    /// <summary>Everything from a line that names this vault to the end of the signatures under it.</summary>
    private IEnumerable<string> Notes(VaultId vault)
    {
        var note = new StringBuilder();
        var signed = false;
        foreach (var line in File.ReadLines(path))
        {
            if (signed && !line.StartsWith('—'))
            {
                yield return note.ToString();
                note.Clear();
                signed = false;
            }
            // Whatever stood before it was cut off.
            if (LogOrigin.EpochOf(vault, line) is not null || note.Length > SignedNote.MaxBytes)
                note.Clear();
            note.Append(line).Append('\n');
            signed = line.StartsWith('—');
        }
        if (signed)
            yield return note.ToString();
    }

    private static (int Epoch, long Size)? PlaceOf(string note, VaultId vault)
    {
        var lines = note.Split('\n', 3);
        return
            lines.Length == 3
            && LogOrigin.EpochOf(vault, lines[0]) is { } epoch
            && long.TryParse(lines[1], out var size)
            ? (epoch, size)
            : null;
    }
}
