using System.IO.Compression;
using System.Text;

namespace Vault.Core.Imports;

/// <summary>Looks through an xlsx file before any parser does: size when unpacked, programs, links to elsewhere.</summary>
internal static class PackageGuard
{
    private const int Chunk = 64 * 1024;

    /// <summary>For the parts that name the sheets and all other parts: thousands of names, where a hundred count.</summary>
    private const int IndexBytes = 2 * 1024 * 1024;

    /// <summary>Office programs write parts in UTF-8; a parser would read the others too.</summary>
    private static readonly Encoding[] Encodings = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];

    private static readonly Mark[] Anywhere = [.. Mark.All("<!DOCTYPE", SheetRefusal.DocumentType)];

    /// <summary>
    /// What the lists of a package call programs and links to other files, whatever their parts are named. A link in a
    /// cell, which is another kind of relationship, is no link of this kind.
    /// </summary>
    private static readonly Mark[] InLists =
    [
        .. Anywhere,
        .. Mark.All("vbaProject", SheetRefusal.Macros),
        .. Mark.All("macroEnabled", SheetRefusal.Macros),
        .. Mark.All("xlMacrosheet", SheetRefusal.Macros),
        .. Mark.All("/externalLink", SheetRefusal.ExternalLinks),
        .. Mark.All(".externalLink+xml", SheetRefusal.ExternalLinks),
        .. Mark.All("/connections", SheetRefusal.ExternalLinks),
    ];

    /// <exception cref="SheetRefusedException">The archive breaks a limit or holds what no register holds.</exception>
    public static void Check(ReadOnlyMemory<byte> file, Patience patience)
    {
        using var archive = new ZipArchive(new MemoryStream(file.ToArray(), writable: false), ZipArchiveMode.Read);
        if (archive.Entries.Count > SheetLimits.Parts)
            throw new SheetRefusedException(SheetRefusal.TooManyParts);
        var allowed = Math.Min(SheetLimits.InflatedBytes, (long)file.Length * SheetLimits.Ratio);
        foreach (var entry in archive.Entries)
        {
            CheckName(entry.FullName);
            allowed -= Inflate(entry, IsIndex(entry.FullName) ? Math.Min(allowed, IndexBytes) : allowed, patience);
        }
    }

    private static void CheckName(string name)
    {
        if (name.Contains("vbaProject", StringComparison.OrdinalIgnoreCase))
            throw new SheetRefusedException(SheetRefusal.Macros);
        if (name.Contains("externalLinks/", StringComparison.OrdinalIgnoreCase))
            throw new SheetRefusedException(SheetRefusal.ExternalLinks);
    }

    /// <summary>The real number of bytes of a part.</summary>
    private static long Inflate(ZipArchiveEntry entry, long allowed, Patience patience)
    {
        var marks = IsList(entry.FullName) ? InLists : Anywhere;
        var overlap = marks.Max(m => m.Bytes.Length) - 1;
        var buffer = new byte[overlap + Chunk];
        var (total, kept) = (0L, 0);
        using var content = entry.Open();
        while (content.Read(buffer, kept, Chunk) is var read and > 0)
        {
            total += read;
            if (total > allowed)
                throw new SheetRefusedException(SheetRefusal.InflatesTooFar);
            patience.Check();
            var seen = buffer.AsSpan(0, kept + read);
            foreach (var mark in marks)
            {
                if (seen.IndexOf(mark.Bytes) >= 0)
                    throw new SheetRefusedException(mark.Why);
            }
            // A mark may lie across two chunks.
            kept = Math.Min(overlap, seen.Length);
            seen[^kept..].CopyTo(buffer);
        }
        return total;
    }

    private static bool IsIndex(string name) =>
        name.Equals("xl/workbook.xml", StringComparison.OrdinalIgnoreCase)
        || name.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase);

    private static bool IsList(string name) =>
        name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)
        || name.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase);

    /// <summary>Bytes that give away what no register holds.</summary>
    private sealed record Mark(byte[] Bytes, SheetRefusal Why)
    {
        public static IEnumerable<Mark> All(string text, SheetRefusal why) =>
            Encodings.Select(e => new Mark(e.GetBytes(text), why));
    }
}
