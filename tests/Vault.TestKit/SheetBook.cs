using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Vault.Core.Exports;

namespace Vault.TestKit;

/// <summary>A number that its cell shows as 1.38E+10.</summary>
public sealed record Rounded(double Number);

/// <summary>Makes the files that offices send: workbooks with numbers, dates and merged cells, and csv text.</summary>
public sealed class SheetBook
{
    private readonly List<(string Name, object?[][] Rows, string[] Merged)> _sheets = [];
    private readonly HashSet<string> _hidden = [];
    private readonly HashSet<uint> _hiddenRows = [];

    /// <param name="rows">Texts, numbers (<see cref="double"/>) and days (<see cref="DateOnly"/>); null is empty.</param>
    /// <param name="merged">Areas like <c>A1:B2</c>.</param>
    public SheetBook With(string name, object?[][] rows, params string[] merged)
    {
        _sheets.Add((name, rows, merged));
        return this;
    }

    /// <summary>Hides a sheet, so that an office program does not show its tab.</summary>
    public SheetBook Hiding(string name)
    {
        _hidden.Add(name);
        return this;
    }

    /// <summary>Hides a row of every sheet, as a filter does; it counts from 1.</summary>
    public SheetBook HidingRow(uint row)
    {
        _hiddenRows.Add(row);
        return this;
    }

    public byte[] Xlsx()
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var sheets = new Sheets();
            workbook.Workbook = new Workbook(sheets);
            foreach (var (name, rows, merged) in _sheets)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData(rows.Select(RowOf)));
                if (merged.Length > 0)
                    part.Worksheet.Append(new MergeCells(merged.Select(m => new MergeCell { Reference = m })));
                sheets.Append(
                    new DocumentFormat.OpenXml.Spreadsheet.Sheet
                    {
                        Id = workbook.GetIdOfPart(part),
                        Name = name,
                        SheetId = (uint)(sheets.Count() + 1),
                        State = _hidden.Contains(name) ? SheetStateValues.Hidden : null,
                    }
                );
            }
        }
        return stream.ToArray();
    }

    /// <summary>The first sheet as comma-separated text.</summary>
    public byte[] Csv(Encoding encoding, string separator = ",")
    {
        var lines = _sheets[0].Rows.Select(r => string.Join(separator, r.Select(c => Quoted(TextOf(c), separator))));
        return [.. encoding.Preamble, .. encoding.GetBytes(string.Join("\r\n", lines) + "\r\n")];
    }

    private Row RowOf(object?[] cells, int index) =>
        new(cells.Select((c, i) => CellOf(c, SheetGrid.Reference(index, i))).OfType<Cell>())
        {
            RowIndex = (uint)(index + 1),
            Hidden = _hiddenRows.Contains((uint)(index + 1)) ? true : null,
        };

    private static Cell? CellOf(object? value, string reference) =>
        value switch
        {
            null => null,
            double number => new Cell
            {
                CellReference = reference,
                CellValue = new CellValue(number.ToString("R", CultureInfo.InvariantCulture)),
            },
            Rounded rounded => new Cell
            {
                CellReference = reference,
                StyleIndex = 2,
                CellValue = new CellValue(rounded.Number.ToString("R", CultureInfo.InvariantCulture)),
            },
            DateOnly day => new Cell
            {
                CellReference = reference,
                StyleIndex = 1,
                CellValue = new CellValue(SheetGrid.Serial(day)),
            },
            _ => new Cell
            {
                CellReference = reference,
                DataType = CellValues.InlineString,
                InlineString = new InlineString(
                    new Text(value.ToString()!) { Space = SpaceProcessingModeValues.Preserve }
                ),
            },
        };

    /// <summary>Style 1 is a day, style 2 a number in powers of ten.</summary>
    private static Stylesheet Styles() =>
        new(
            new Fonts(new Font()),
            new Fills(new Fill()),
            new Borders(new Border()),
            new CellFormats(
                new CellFormat(),
                new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true },
                new CellFormat { NumberFormatId = 11, ApplyNumberFormat = true }
            )
        );

    private static string TextOf(object? cell) =>
        cell switch
        {
            null => "",
            DateOnly day => day.ToString("yyyy/M/d", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString()!,
        };

    private static string Quoted(string text, string separator) =>
        text.AsSpan().IndexOfAny("\"\r\n" + separator) < 0
            ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
