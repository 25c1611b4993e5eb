using System.IO.Compression;
using System.Text;

namespace Vault.Core.Imports;

/// <summary>Looks through a packed file before any parser does: size when unpacked, programs, links to elsewhere.</summary>
internal static class PackageGuard
{
    private const int Chunk = 64 * 1024;

    private static readonly byte[][] DocumentTypes =
    [
        "<!DOCTYPE"u8.ToArray(),
        Encoding.Unicode.GetBytes("<!DOCTYPE"),
        Encoding.BigEndianUnicode.GetBytes("<!DOCTYPE"),
    ];

    // The names of the storages in which an xls file keeps its programs, and an encrypted xlsx its content.
    private static readonly byte[] Programs = Encoding.Unicode.GetBytes("_VBA_PROJECT");
    private static readonly byte[] EncryptedPackage = Encoding.Unicode.GetBytes("EncryptedPackage");

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
            allowed -= Inflate(entry, allowed, patience);
        }
    }

    /// <exception cref="SheetRefusedException">It carries programs or is encrypted.</exception>
    public static void CheckCompoundFile(ReadOnlySpan<byte> file)
    {
        if (file.IndexOf(EncryptedPackage) >= 0)
            throw new SheetRefusedException(SheetRefusal.Encrypted);
        if (file.IndexOf(Programs) >= 0)
            throw new SheetRefusedException(SheetRefusal.Macros);
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
        var overlap = DocumentTypes.Max(d => d.Length) - 1;
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
            foreach (var mark in DocumentTypes)
            {
                if (seen.IndexOf(mark) >= 0)
                    throw new SheetRefusedException(SheetRefusal.DocumentType);
            }
            // A mark may lie across two chunks.
            kept = Math.Min(overlap, seen.Length);
            seen[^kept..].CopyTo(buffer);
        }
        return total;
    }
}
