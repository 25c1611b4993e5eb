namespace Vault.Core.Exports;

/// <summary>How a cell looks; <see cref="SheetStyles"/> draws it.</summary>
internal enum CellLook
{
    Plain,

    /// <summary>A heading: bold, centred, ruled.</summary>
    Heading,

    /// <summary>The title of a sheet.</summary>
    Title,

    /// <summary>A line of text above or below a table.</summary>
    Line,

    /// <summary>A cell of a ruled table.</summary>
    Ruled,

    /// <summary>The same, in the middle.</summary>
    RuledCentre,
}

/// <param name="Cell">Null for an empty one, which may be ruled all the same.</param>
internal readonly record struct PlacedCell(SheetCell? Cell, CellLook Look);

/// <param name="Height">In points; null leaves it to the office program.</param>
internal sealed record SheetLine(IReadOnlyList<PlacedCell> Cells, double? Height = null);

/// <summary>One sheet of a workbook as it is to be written. Always A4, landscape.</summary>
/// <param name="Name">Of the tab; 31 characters at most, none of <c>[]:*?/\</c>.</param>
/// <param name="Widths">Of the columns, in characters.</param>
internal sealed record SheetPlan(string Name, IReadOnlyList<double> Widths, IReadOnlyList<SheetLine> Lines)
{
    /// <summary>Areas like <c>A1:B2</c>.</summary>
    public IReadOnlyList<string> Merged { get; init; } = [];

    /// <summary>The first row stays in sight, stands on every page, and has filters.</summary>
    public bool IsList { get; init; }

    /// <summary>All of it on one page; otherwise it is only as wide as one.</summary>
    public bool OnOnePage { get; init; }
}
