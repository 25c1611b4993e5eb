using System.Buffers;
using System.Text;
using CsvHelper;

namespace Vault.Core.Imports;

/// <summary>
/// Reads comma-separated text (RFC 4180; also semicolons and tabs) in UTF-8, UTF-16 with its mark, or GB18030, which is
/// what office programs in Chinese write.
/// </summary>
internal static class CsvText
{
    /// <summary>The separator is found from the first lines. Empty lines count: rows keep the numbers a clerk sees.</summary>
    private static readonly CsvReaderOptions Options = CsvReaderOptions.Default with
    {
        HasHeader = false,
        SkipEmptyLines = false,
        IncludeValuesInExceptions = false,
    };

    private static readonly SearchValues<char> Binary = SearchValues.Create([
        .. Enumerable.Range(0, 32).Select(c => (char)c).Except(['\t', '\n', '\r']),
    ]);

    static CsvText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="limit">Filled rows at most; reading ends at the first one beyond.</param>
    public static IReadOnlyList<Sheet> Read(ReadOnlyMemory<byte> file, Patience patience, int limit = SheetLimits.Rows)
    {
        var text = Decode(file.Span);
        if (text.AsSpan().ContainsAny(Binary))
            throw new SheetRefusedException(SheetRefusal.UnknownFormat);
        var rows = Rows(text, patience, limit);
        return rows.Count == 0 ? [] : [new Sheet("", rows, [])];
    }

    private static List<IReadOnlyList<string>> Rows(string text, Patience patience, int limit)
    {
        var rows = new List<IReadOnlyList<string>>();
        var (filled, empty) = (0, 0);
        using var reader = CsvReader.FromText(text, Options);
        while (reader.Read())
        {
            patience.Check();
            var cells = Cells(reader);
            if (cells.Length > SheetLimits.Columns)
                throw new SheetRefusedException(SheetRefusal.TooManyColumns);
            if (cells.Length == 0)
            {
                if (rows.Count + ++empty > SheetLimits.AllRows)
                    throw new SheetRefusedException(SheetRefusal.TooManyRows);
                continue;
            }
            if (++filled > limit)
                throw new SheetRefusedException(SheetRefusal.TooManyRows);
            // Those after the last that is filled in are dropped.
            rows.AddRange(Enumerable.Repeat<IReadOnlyList<string>>([], empty));
            empty = 0;
            rows.Add(cells);
        }
        return rows;
    }

    private static string[] Cells(CsvReader record)
    {
        var width = record.FieldCount;
        while (width > 0 && record.GetString(width - 1).Trim().Length == 0)
            width--;
        var cells = new string[width];
        for (var i = 0; i < width; i++)
            cells[i] = record.GetString(i).Trim();
        return cells;
    }

    /// <exception cref="SheetRefusedException">It is no text in any of these encodings.</exception>
    private static string Decode(ReadOnlySpan<byte> file)
    {
        foreach (
            var marked in new[] { Strict(Encoding.UTF8), Strict(Encoding.Unicode), Strict(Encoding.BigEndianUnicode) }
        )
        {
            if (file.StartsWith(marked.Preamble))
                return TryDecode(marked, file[marked.Preamble.Length..]) ?? throw Unknown();
        }
        return TryDecode(Strict(Encoding.UTF8), file)
            ?? TryDecode(Strict(Encoding.GetEncoding("GB18030")), file)
            ?? throw Unknown();
    }

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }

    private static string? TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static SheetRefusedException Unknown() => new(SheetRefusal.UnknownFormat);
}
