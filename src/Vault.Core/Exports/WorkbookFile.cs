using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Vault.Core.Text;
using SheetText = DocumentFormat.OpenXml.Spreadsheet.Text;

namespace Vault.Core.Exports;

/// <summary>
/// Writes sheets as an xlsx file, in memory. Every text is a text cell: control characters come out as their pictures,
/// and what a spreadsheet could take for a formula is neutralised (<see cref="InertCell"/>).
/// </summary>
internal static partial class WorkbookFile
{
    public static byte[] Write(IReadOnlyList<SheetPlan> sheets)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = SheetStyles.Sheet();
            var list = new Sheets();
            foreach (var sheet in sheets)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                Write(part, sheet);
                var number = (uint)list.ChildElements.Count + 1;
                list.Append(
                    new Sheet
                    {
                        Id = workbook.GetIdOfPart(part),
                        Name = sheet.Name,
                        SheetId = number,
                    }
                );
            }
            workbook.Workbook = new Workbook(list);
            if (Names(sheets) is { } names)
                workbook.Workbook.Append(names);
        }
        return stream.ToArray();
    }

    /// <summary>The text as its cell holds it.</summary>
    internal static string Held(string text) =>
        // _x0041_ in a file stands for A: an underscore that begins such a thing is written as one itself.
        Escape().Replace(InertText.Of(InertCell.Of(text)), "_x005F_");

    private static void Write(WorksheetPart part, SheetPlan sheet)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        writer.WriteElement(new SheetViews(View(sheet)));
        writer.WriteElement(new Columns(sheet.Widths.Select(Width)));
        writer.WriteStartElement(new SheetData());
        for (var row = 0; row < sheet.Lines.Count; row++)
            Write(writer, sheet.Lines[row], row);
        writer.WriteEndElement();
        foreach (var element in AfterData(sheet))
            writer.WriteElement(element);
        writer.WriteEndElement();
    }

    private static void Write(OpenXmlWriter writer, SheetLine line, int row)
    {
        var start = new Row { RowIndex = (uint)(row + 1) };
        if (line.Height is { } height)
            (start.Height, start.CustomHeight) = (height, true);
        writer.WriteStartElement(start);
        for (var column = 0; column < line.Cells.Count; column++)
            writer.WriteElement(CellOf(line.Cells[column], SheetGrid.Reference(row, column)));
        writer.WriteEndElement();
    }

    private static Cell CellOf(PlacedCell placed, string reference)
    {
        var cell = new Cell { CellReference = reference, StyleIndex = SheetStyles.Of(placed) };
        switch (placed.Cell)
        {
            case SheetCell.Text(var text):
                cell.DataType = CellValues.InlineString;
                cell.InlineString = new InlineString(
                    new SheetText(Held(text)) { Space = SpaceProcessingModeValues.Preserve }
                );
                break;
            case SheetCell.Day(var day):
                cell.CellValue = new CellValue(SheetGrid.Serial(day));
                break;
            case SheetCell.Number(var number):
                cell.CellValue = new CellValue(number);
                break;
        }
        return cell;
    }

    private static SheetView View(SheetPlan sheet)
    {
        var view = new SheetView { WorkbookViewId = 0 };
        if (sheet.IsList)
            view.Append(
                new Pane
                {
                    VerticalSplit = 1,
                    TopLeftCell = "A2",
                    ActivePane = PaneValues.BottomLeft,
                    State = PaneStateValues.Frozen,
                }
            );
        return view;
    }

    private static Column Width(double width, int index) =>
        new()
        {
            Min = (uint)(index + 1),
            Max = (uint)(index + 1),
            Width = width,
            CustomWidth = true,
        };

    private static IEnumerable<OpenXmlElement> AfterData(SheetPlan sheet)
    {
        if (sheet.IsList)
            yield return new AutoFilter { Reference = Filtered(sheet) };
        if (sheet.Merged.Count > 0)
            yield return new MergeCells(sheet.Merged.Select(m => new MergeCell { Reference = m }));
        yield return new PrintOptions { HorizontalCentered = true };
        yield return new PageMargins
        {
            Left = 0.5,
            Right = 0.5,
            Top = 0.5,
            Bottom = 0.6,
            Header = 0.3,
            Footer = 0.3,
        };
        yield return new PageSetup
        {
            PaperSize = 9,
            Orientation = OrientationValues.Landscape,
            FitToWidth = 1,
            FitToHeight = sheet.OnOnePage ? 1u : 0u,
        };
        if (sheet.IsList)
            yield return new HeaderFooter(new OddFooter("&R&P / &N"));
    }

    /// <summary>What office programs look up by name: the rows that stand on every page, and the filtered area.</summary>
    private static DefinedNames? Names(IReadOnlyList<SheetPlan> sheets)
    {
        var names = sheets.Index().Where(s => s.Item.IsList).SelectMany(s => Names(s.Item, (uint)s.Index)).ToList();
        return names.Count == 0 ? null : new DefinedNames(names);
    }

    private static IEnumerable<DefinedName> Names(SheetPlan sheet, uint index)
    {
        var (first, last) = (SheetGrid.Letter(0), SheetGrid.Letter(sheet.Widths.Count - 1));
        yield return new DefinedName(
            string.Create(
                CultureInfo.InvariantCulture,
                $"'{sheet.Name}'!${first}$1:${last}${Math.Max(1, sheet.Lines.Count)}"
            )
        )
        {
            Name = "_xlnm._FilterDatabase",
            LocalSheetId = index,
            Hidden = true,
        };
        yield return new DefinedName($"'{sheet.Name}'!$1:$1") { Name = "_xlnm.Print_Titles", LocalSheetId = index };
    }

    private static string Filtered(SheetPlan sheet) =>
        SheetGrid.Area(0, 0, Math.Max(0, sheet.Lines.Count - 1), sheet.Widths.Count - 1);

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape();
}
