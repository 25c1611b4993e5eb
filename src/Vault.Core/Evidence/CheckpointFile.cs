using System.Text;
using Vault.Core.Audit;

namespace Vault.Core.Evidence;

/// <summary>A note of a checkpoint file: the vault it names, and the checkpoint if it is written as one.</summary>
internal sealed record FoundNote(Origin Origin, SignedNote.Unverified? Note, Checkpoint? Checkpoint);

/// <summary>
/// Notes from paper or from a witness file. A note begins with an origin and ends behind its signatures; one that another
/// origin follows without an empty line was cut off while it was written, and is passed over like everything between notes.
/// </summary>
internal static class CheckpointFile
{
    private static readonly byte[] Dash = Encoding.UTF8.GetBytes("— ");

    /// <exception cref="IOException">It cannot be read.</exception>
    public static IEnumerable<FoundNote> Notes(string path)
    {
        using var lines = new LineReader(File.OpenRead(path), SignedNote.MaxBytes);
        MemoryStream? note = null;
        Origin? origin = null;
        var signed = false;
        while (lines.Next() is { } line)
        {
            var begins = line.Length < 100 ? Origin.Read(Encoding.Latin1.GetString(line.Span)) : null;
            var signs = line.Span.StartsWith(Dash);
            if (signed && !signs)
            {
                if (begins is null)
                    yield return Read(origin!, note!.ToArray());
                (note, signed) = (null, false);
            }
            if (begins is not null)
                (note, origin, signed) = (new MemoryStream(), begins, false);
            if (note is null)
                continue;
            note.Write(line.Span);
            note.WriteByte((byte)'\n');
            signed |= signs;
            if (note.Length > SignedNote.MaxBytes)
                (note, signed) = (null, false);
        }
        if (signed)
            yield return Read(origin!, note!.ToArray());
    }

    private static FoundNote Read(Origin origin, byte[] bytes)
    {
        var note = SignedNote.Read(bytes);
        var checkpoint = note is null ? null : Checkpoint.Read(note.Text);
        return new(origin, note, checkpoint);
    }
}
