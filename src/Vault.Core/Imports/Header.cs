namespace Vault.Core.Imports;

/// <summary>A column of a sheet as its heading was understood; a clerk may correct it.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Heading">As it stands in the sheet; of a heading in two rows both parts.</param>
public sealed record HeaderColumn(int Index, string Heading, RegisterColumn Meaning);

/// <summary>
/// Where the headings of a sheet stand, which need not be its first row nor one row alone, and what they mean.
/// </summary>
/// <param name="FirstRow">From 0.</param>
/// <param name="Rows">1 or 2.</param>
/// <param name="Platform">The platform that headings or title give away, or null.</param>
public sealed record Header(int FirstRow, int Rows, IReadOnlyList<HeaderColumn> Columns, string? Platform)
{
    /// <summary>Rows from the top in which a heading is looked for.</summary>
    internal const int Depth = 30;

    public int FirstDataRow => FirstRow + Rows;

    /// <summary>The columns of this meaning, from the left.</summary>
    public IEnumerable<HeaderColumn> Of(RegisterColumn meaning) => Columns.Where(c => c.Meaning == meaning);

    /// <summary>
    /// The heading of a sheet: the rows in which the most columns are known, one of them the account's name. Null if
    /// there is none: the sheet is then no register, or its clerk must show where it begins.
    /// </summary>
    public static Header? Find(Sheet sheet, PlatformWords platforms)
    {
        Header? best = null;
        var width = WidthOf(sheet);
        for (var row = 0; row < Math.Min(sheet.Rows.Count, Depth); row++)
        {
            foreach (var rows in new[] { 1, 2 })
            {
                var header = Read(sheet, row, rows, width, platforms);
                if (header.IsPlausible && (best is null || header.Known > best.Known))
                    best = header;
            }
        }
        return best;
    }

    /// <summary>The headings in these rows, understood as far as they are known; a column may have none.</summary>
    internal static Header Read(Sheet sheet, int firstRow, int rows, PlatformWords platforms) =>
        Read(sheet, firstRow, rows, WidthOf(sheet), platforms);

    private static Header Read(Sheet sheet, int firstRow, int rows, int width, PlatformWords platforms)
    {
        var columns = new List<HeaderColumn>();
        var taken = new HashSet<RegisterColumn>();
        for (var i = 0; i < width; i++)
        {
            var heading = rows == 1 ? sheet[firstRow, i] : TwoRows(sheet, firstRow, i);
            var meaning = platforms.ColumnOf(heading) ?? RegisterColumn.Ignored;
            // The second column of one meaning is most often another thing under a careless heading.
            if (meaning != RegisterColumn.Ignored && !taken.Add(meaning))
                meaning = RegisterColumn.Ignored;
            columns.Add(new HeaderColumn(i, heading, meaning));
        }
        return new Header(firstRow, rows, columns, PlatformOf(sheet, firstRow, columns, platforms));
    }

    private static int WidthOf(Sheet sheet) => sheet.Rows.Count == 0 ? 0 : sheet.Rows.Max(r => r.Count);

    private int Known => Columns.Count(c => c.Meaning != RegisterColumn.Ignored);

    private bool IsPlausible => Known >= 2 && Of(RegisterColumn.AccountName).Any();

    /// <summary>The upper part and the lower part: <c>负责人</c> above <c>姓名</c> is <c>负责人姓名</c>.</summary>
    private static string TwoRows(Sheet sheet, int row, int column)
    {
        var (upper, lower) = (sheet[row, column], sheet[row + 1, column]);
        if (upper.Length == 0 && lower.Length > 0)
            upper = GroupAbove(sheet, row, column);
        return upper + lower;
    }

    /// <summary>
    /// The heading of the group that a cell stands under: of the merged area, and where the file knows of none, the
    /// nearest heading to the left, which is how a merged cell is left over in a csv file.
    /// </summary>
    private static string GroupAbove(Sheet sheet, int row, int column)
    {
        if (sheet.Merged.Count > 0)
        {
            var area = sheet.Merged.FirstOrDefault(m =>
                m.FirstRow <= row && row <= m.LastRow && m.FirstColumn <= column && column <= m.LastColumn
            );
            return area is null ? "" : sheet[area.FirstRow, area.FirstColumn];
        }
        for (var i = column - 1; i >= 0; i--)
        {
            if (sheet[row, i].Length > 0)
                return sheet[row, i];
        }
        return "";
    }

    private static string? PlatformOf(Sheet sheet, int firstRow, List<HeaderColumn> columns, PlatformWords platforms)
    {
        var name = columns.FirstOrDefault(c => c.Meaning == RegisterColumn.AccountName)?.Heading ?? "";
        var title = string.Concat(Enumerable.Range(0, firstRow).SelectMany(r => sheet.Rows[r]));
        return platforms.In(name) ?? platforms.In(title) ?? platforms.In(sheet.Name);
    }
}
