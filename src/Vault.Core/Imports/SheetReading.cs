using Vault.Core.Exports;

namespace Vault.Core.Imports;

/// <summary>A column as it was read, for the clerk to judge.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Heading">As it stands in the sheet; of a heading in two rows both parts.</param>
/// <param name="Examples">Up to three different values from the top; none of a column that holds passwords.</param>
public sealed record ColumnReading(
    int Index,
    string Heading,
    RegisterColumn Meaning,
    IReadOnlyList<string> Examples,
    bool IsSecret
)
{
    /// <summary>As spreadsheets name it: A, B, … Z, AA.</summary>
    public string Letter => SheetGrid.Letter(Index);
}

/// <summary>What a sheet holds: its accounts, and what is wrong with it, row by row.</summary>
/// <param name="Name">The sheet's tab; empty for a csv file.</param>
/// <param name="Header">Null if no heading was found; nothing of the sheet is read then.</param>
/// <param name="IsRead">False for a sheet that is hidden, unless its clerk wants it, and for one he does not want.</param>
public sealed record SheetReading(
    string Name,
    Header? Header,
    bool IsRead,
    IReadOnlyList<ColumnReading> Columns,
    IReadOnlyList<RegisterRow> Rows,
    IReadOnlyList<RowProblem> Problems
)
{
    /// <summary>The tab is not shown by an office program.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Rows that an office program does not show, by a filter most often; they are read as any other.</summary>
    public int HiddenRows { get; init; }

    /// <summary>The rows that describe an account, those that are left out among them.</summary>
    public int Described => Rows.Count + Problems.Count(p => p.LeavesRowOut);
}

/// <summary>What came of reading a register.</summary>
public abstract record RegisterOutcome
{
    private RegisterOutcome() { }

    /// <param name="Sheets">Those with anything in them, in the order of the file.</param>
    public sealed record Read(IReadOnlyList<SheetReading> Sheets) : RegisterOutcome
    {
        /// <summary>The accounts of all sheets, each once.</summary>
        public IEnumerable<RegisterRow> Rows => Sheets.SelectMany(s => s.Rows);

        public IEnumerable<RowProblem> Problems => Sheets.SelectMany(s => s.Problems);
    }

    public sealed record Refused(SheetRefusal Why) : RegisterOutcome;
}
