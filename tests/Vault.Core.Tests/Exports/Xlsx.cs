using System.IO.Compression;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Vault.Core.Tests.Exports;

/// <summary>A workbook as an office program would see it, read with the format's own library and not with our reader.</summary>
internal sealed partial class Xlsx(byte[] file) : IDisposable
{
    private readonly SpreadsheetDocument _document = SpreadsheetDocument.Open(new MemoryStream(file), false);

    public IReadOnlyList<string> Sheets =>
        [.. _document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Select(s => s.Name!.Value!)];

    /// <summary>How often anything in any part of the file is a formula.</summary>
    public static int Formulas(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return zip.Entries.Sum(e =>
        {
            using var reader = new StreamReader(e.Open());
            return Formula().Count(reader.ReadToEnd());
        });
    }

    public Worksheet Worksheet(int index)
    {
        var sheet = _document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().ElementAt(index);
        return ((WorksheetPart)_document.WorkbookPart.GetPartById(sheet.Id!)).Worksheet;
    }

    public IReadOnlyList<string> Merged(int index) =>
        [.. Worksheet(index).Descendants<MergeCell>().Select(m => m.Reference!.Value!)];

    public Cell Cell(int index, string reference) =>
        Worksheet(index).Descendants<Cell>().Single(c => c.CellReference == reference);

    public string Text(int index, string reference) => Cell(index, reference).InnerText;

    public string Format(int index, string reference)
    {
        var styles = _document.WorkbookPart!.WorkbookStylesPart!.Stylesheet;
        var format = styles
            .CellFormats!.Elements<CellFormat>()
            .ElementAt((int)Cell(index, reference).StyleIndex!.Value);
        return styles
                .NumberingFormats!.Elements<NumberingFormat>()
                .FirstOrDefault(f => f.NumberFormatId! == format.NumberFormatId!)
                ?.FormatCode?.Value
            ?? $"{format.NumberFormatId}";
    }

    public void Dispose() => _document.Dispose();

    [GeneratedRegex("<(x:)?f[ >/]")]
    private static partial Regex Formula();
}
