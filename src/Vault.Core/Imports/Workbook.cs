using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace Vault.Core.Imports;

/// <summary>Reads xlsx and xls. Formulas give the value last computed; nothing is computed here.</summary>
internal static class Workbook
{
    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static List<Sheet> Read(ReadOnlyMemory<byte> file, Patience patience)
    {
        using var stream = new PatientStream(file, patience);
        using var reader = ExcelReaderFactory.CreateReader(stream);
        if (reader.ResultsCount > SheetLimits.Sheets)
            throw new SheetRefusedException(SheetRefusal.TooManySheets);
        var (sheets, filled) = (new List<Sheet>(), 0);
        do
        {
            patience.Check();
            if (reader.FieldCount > SheetLimits.Columns && WidthOf(reader, patience) > SheetLimits.Columns)
                throw new SheetRefusedException(SheetRefusal.TooManyColumns);
        } while (reader.NextResult());
        reader.Reset();
        do
        {
            var (rows, hidden) = Rows(reader, patience, ref filled);
            if (rows.Count == 0)
                continue;
            // Hidden, or hidden so that only a program can show it.
            var isHidden = reader.VisibleState != "visible";
            sheets.Add(new Sheet(reader.Name, rows, Merged(reader)) { IsHidden = isHidden, HiddenRows = hidden });
        } while (reader.NextResult());
        return sheets;
    }

    private static (List<IReadOnlyList<string>> Rows, int Hidden) Rows(
        IExcelDataReader reader,
        Patience patience,
        ref int filled
    )
    {
        var rows = new List<IReadOnlyList<string>>();
        var (empty, hidden) = (0, 0);
        while (reader.Read())
        {
            patience.Check();
            var cells = Cells(reader);
            if (cells.Length == 0)
            {
                // No office program has more; a file may claim any number.
                if (rows.Count + ++empty > SheetLimits.AllRows)
                    throw new SheetRefusedException(SheetRefusal.TooManyRows);
                continue;
            }
            if (++filled > SheetLimits.Rows)
                throw new SheetRefusedException(SheetRefusal.TooManyRows);
            // Formatted but empty rows reach to the end of the sheet in many offices: those after the last are dropped.
            rows.AddRange(Enumerable.Repeat<IReadOnlyList<string>>([], empty));
            empty = 0;
            rows.Add(cells);
            hidden += reader.RowHeight == 0 ? 1 : 0;
        }
        return (rows, hidden);
    }

    private static string[] Cells(IExcelDataReader reader)
    {
        var width = Math.Min(reader.FieldCount, SheetLimits.Columns);
        while (width > 0 && TextOf(reader.GetValue(width - 1)).Length == 0)
            width--;
        var cells = new string[width];
        for (var i = 0; i < width; i++)
            cells[i] = TextOf(reader.GetValue(i));
        return cells;
    }

    /// <summary>The width that anything stands in; formats alone do not count.</summary>
    private static int WidthOf(IExcelDataReader reader, Patience patience)
    {
        var widest = 0;
        while (reader.Read())
        {
            patience.Check();
            for (var i = reader.FieldCount - 1; i >= widest; i--)
            {
                if (TextOf(reader.GetValue(i)).Length > 0)
                    widest = i + 1;
            }
        }
        return widest;
    }

    private static string TextOf(object? value) =>
        value switch
        {
            null => "",
            string text => text.Trim(),
            DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            // A phone number kept as a number is written out: 13800000000, not 1.38E+10.
            double number => number.ToString("0.##########", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()?.Trim() ?? "",
        };

    /// <summary>The areas that a heading may stand in; a file may have any number of others.</summary>
    private static List<MergedArea> Merged(IExcelDataReader reader) =>
        [
            .. (reader.MergeCells ?? [])
                .Where(m => m.FromRow < Header.Depth + 1 && m.FromColumn < SheetLimits.Columns)
                .Take(SheetLimits.Columns * Header.Depth)
                .Select(m => new MergedArea(m.FromRow, m.FromColumn, m.ToRow, m.ToColumn)),
        ];
}
