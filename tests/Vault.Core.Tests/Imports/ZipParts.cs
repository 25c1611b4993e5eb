using System.IO.Compression;
using System.Text;

namespace Vault.Core.Tests.Imports;

/// <summary>Puts into an xlsx file what no office program would.</summary>
internal static class ZipParts
{
    public static byte[] WithPart(byte[] xlsx, string name, string content) =>
        WithPart(xlsx, name, s => s.Write(new UTF8Encoding(false).GetBytes(content)));

    /// <summary>Takes the place of the part of this name, if there is one.</summary>
    public static byte[] WithPart(byte[] xlsx, string name, Action<Stream> write)
    {
        using var stream = new MemoryStream();
        stream.Write(xlsx);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry(name)?.Delete();
            using var part = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
            write(part);
        }
        return stream.ToArray();
    }

    /// <summary>The part with one text in the place of another.</summary>
    public static byte[] WithText(byte[] xlsx, string name, string from, string to)
    {
        var text = TextOf(xlsx, name);
        return text.Contains(from, StringComparison.Ordinal)
            ? WithPart(xlsx, name, text.Replace(from, to, StringComparison.Ordinal))
            : throw new ArgumentException($"{name} has no {from}.", nameof(from));
    }

    public static byte[] WithEmptyParts(byte[] xlsx, int more)
    {
        using var stream = new MemoryStream();
        stream.Write(xlsx);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            for (var i = 0; i < more; i++)
                archive.CreateEntry($"xl/media/{i}.txt");
        }
        return stream.ToArray();
    }

    public static int Count(byte[] xlsx)
    {
        using var archive = new ZipArchive(new MemoryStream(xlsx));
        return archive.Entries.Count;
    }

    /// <summary>Writes another uncompressed size into both headers of a part.</summary>
    public static byte[] Lying(byte[] xlsx, string name, uint size)
    {
        var zip = xlsx.ToArray();
        var bytes = Encoding.ASCII.GetBytes(name);
        for (var at = zip.AsSpan().IndexOf(bytes); at >= 0; )
        {
            var (local, central) = (at - 30, at - 46);
            var isCentral = central >= 0 && zip.AsSpan(central, 4).StartsWith("PK\x01\x02"u8);
            BitConverter.TryWriteBytes(zip.AsSpan(isCentral ? central + 24 : local + 22, 4), size);
            var next = zip.AsSpan(at + 1).IndexOf(bytes);
            at = next < 0 ? -1 : at + 1 + next;
        }
        return zip;
    }

    public static void Zeros(Stream stream, int count)
    {
        var chunk = new byte[64 * 1024];
        for (var left = count; left > 0; left -= chunk.Length)
            stream.Write(chunk);
    }

    private static string TextOf(byte[] xlsx, string name)
    {
        using var archive = new ZipArchive(new MemoryStream(xlsx));
        using var reader = new StreamReader(archive.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
