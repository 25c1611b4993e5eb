namespace Vault.Core.Imports;

/// <summary>
/// One sheet of a file as texts in a grid. Rows keep their place, so that a problem can be named by the row and column
/// its clerk sees; numbers are written out, dates are <c>2026-03-01</c>.
/// </summary>
/// <param name="Name">The sheet's tab; empty for a csv file.</param>
/// <param name="Rows">From row 1 on; a row ends with its last cell that is not empty.</param>
/// <param name="Merged">Areas of merged cells; only the first of each has a text.</param>
public sealed record Sheet(string Name, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<MergedArea> Merged)
{
    /// <summary>The tab is not shown by an office program.</summary>
    public bool IsHidden { get; init; }

    /// <summary>How many of the rows with anything in them are not shown by an office program.</summary>
    public int HiddenRows { get; init; }

    /// <summary>The text of a cell, empty outside of what is filled in. Row and column count from 0.</summary>
    public string this[int row, int column] => row < Rows.Count && column < Rows[row].Count ? Rows[row][column] : "";
}

/// <summary>Cells that are shown as one. All bounds count from 0 and belong to the area.</summary>
public sealed record MergedArea(int FirstRow, int FirstColumn, int LastRow, int LastColumn);

/// <summary>Why a file is not read at all.</summary>
public enum SheetRefusal
{
    /// <summary>More bytes than <see cref="SheetLimits.FileBytes"/>.</summary>
    FileTooLarge,

    /// <summary>Neither xlsx nor xls nor text.</summary>
    UnknownFormat,

    /// <summary>Broken off, or damaged on the way.</summary>
    Damaged,

    /// <summary>Protected by a password.</summary>
    Encrypted,

    /// <summary>It carries programs.</summary>
    Macros,

    /// <summary>It refers to other files.</summary>
    ExternalLinks,

    /// <summary>Its XML declares entities, which no office program writes.</summary>
    DocumentType,

    /// <summary>More parts than <see cref="SheetLimits.Parts"/>.</summary>
    TooManyParts,

    /// <summary>Unpacked it would be larger than <see cref="SheetLimits"/> allows.</summary>
    InflatesTooFar,

    /// <summary>More sheets than <see cref="SheetLimits.Sheets"/>.</summary>
    TooManySheets,

    /// <summary>More rows than <see cref="SheetLimits.Rows"/>, all sheets together.</summary>
    TooManyRows,

    /// <summary>More columns than <see cref="SheetLimits.Columns"/>.</summary>
    TooManyColumns,

    /// <summary>Reading took longer than <see cref="SheetLimits.Time"/>.</summary>
    TooSlow,

    /// <summary>Nothing stands in it.</summary>
    Empty,
}

/// <summary>What is read at most. Checked before a parser sees the file wherever that is possible.</summary>
public static class SheetLimits
{
    public const int FileBytes = 5 * 1024 * 1024;

    /// <summary>Parts of an xlsx file, which is a zip archive.</summary>
    public const int Parts = 200;

    /// <summary>Bytes of all parts unpacked, counted while unpacking: what the archive claims is not believed.</summary>
    public const long InflatedBytes = 50L * 1024 * 1024;

    /// <summary>Unpacked bytes for each byte of the file.</summary>
    public const int Ratio = 100;

    /// <summary>Rows with anything in them, all sheets together.</summary>
    public const int Rows = 10_000;

    /// <summary>Rows of one sheet, empty ones among them: as many as an office program has room for.</summary>
    public const int AllRows = 1 << 20;

    public const int Columns = 100;

    public const int Sheets = 100;

    /// <summary>For reading one file.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(4);
}

/// <summary>What came of reading a file.</summary>
public abstract record SheetOutcome
{
    private SheetOutcome() { }

    /// <param name="Sheets">Those with anything in them, in the order of the file.</param>
    public sealed record Read(IReadOnlyList<Sheet> Sheets) : SheetOutcome;

    public sealed record Refused(SheetRefusal Why) : SheetOutcome;
}

/// <summary>Carries a refusal out of a reader's depth; never leaves this folder.</summary>
public sealed class SheetRefusedException(SheetRefusal why) : Exception($"The file is refused: {why}.")
{
    public SheetRefusal Why => why;
}
