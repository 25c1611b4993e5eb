using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Vault.Core.Audit;

namespace Vault.Core.Evidence;

/// <summary>An exported log against itself, read from its first byte to its last; texts in a second pass over the leaves.</summary>
internal sealed class ExportedLog(string path)
{
    private const int SaltLength = 16;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>How many texts were opened.</summary>
    public long Texts { get; private set; }

    /// <summary>The note at the end of the file, nothing of it verified.</summary>
    /// <exception cref="UnsoundException">Something does not hold.</exception>
    public ReadOnlyMemory<byte> Read(LeafTally tally)
    {
        using var lines = Open();
        while (Line(lines) is { Length: > 0 } leaf)
            tally.Take(leaf);
        CheckTexts(lines, tally.Size);
        return lines.Rest(SignedNote.MaxBytes + 1);
    }

    private LineReader Open()
    {
        var lines = new LineReader(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0),
            ExportFormat.MaxLine
        );
        if (lines.Next() is { } first && first.Span.SequenceEqual(Encoding.UTF8.GetBytes(ExportFormat.Header)))
            return lines;
        lines.Dispose();
        throw new UnsoundException(LogFault.Format);
    }

    private static ReadOnlyMemory<byte> Line(LineReader lines) =>
        lines.Next() is { } line && line.Length <= ExportFormat.MaxLine
            ? line
            : throw new UnsoundException(LogFault.Format);

    private void CheckTexts(LineReader lines, long size)
    {
        LineReader? leaves = null;
        var next = 0L;
        try
        {
            while (Line(lines) is { Length: > 0 } line)
            {
                var entry =
                    LeafSyntax.NumberAfter(line.Span, "{\"seq\":"u8, ",\"texts\":{\""u8)
                    ?? throw new UnsoundException(LogFault.Texts);
                if (entry < next || entry >= size)
                    throw new UnsoundException(LogFault.Texts, entry);
                leaves ??= Open();
                for (; next < entry; next++)
                    Line(leaves);
                next++;
                Texts += Opened(line, Line(leaves)) ?? throw new UnsoundException(LogFault.Texts, entry);
            }
        }
        finally
        {
            leaves?.Dispose();
        }
    }

    /// <summary>How many texts of the line match the commitments of the leaf; null if one does not.</summary>
    private static int? Opened(ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> leaf)
    {
        if (!line.Span.EndsWith("}"u8) || !Utf8.IsValid(line.Span))
            return null;
        try
        {
            using var texts = JsonDocument.Parse(line, Strict);
            using var committed = JsonDocument.Parse(leaf);
            if (texts.RootElement.EnumerateObject().Count() != 2)
                return null;
            var opened = texts.RootElement.GetProperty("texts").EnumerateObject().ToList();
            return opened.TrueForAll(t => Matches(t, committed.RootElement)) ? opened.Count : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static bool Matches(JsonProperty opened, JsonElement leaf)
    {
        var commitment =
            opened.Name == DetailSealer.ActorName ? LeafSyntax.Text(leaf, DetailSealer.ActorName)
            : LeafSyntax.Member(leaf, "event") is { } happened ? LeafSyntax.Text(happened, opened.Name)
            : null;
        if (
            opened.Value.ValueKind != JsonValueKind.Object
            || opened.Value.EnumerateObject().Count() != 2
            || Base64.Read(LeafSyntax.Text(opened.Value, "salt") ?? "") is not { Length: SaltLength } salt
            || LeafSyntax.Text(opened.Value, "text") is not { } text
        )
            return false;
        var hash = SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(text)]);
        return commitment == "salted-sha256:" + Convert.ToBase64String(hash);
    }
}
