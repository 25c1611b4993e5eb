using System.Globalization;

namespace Vault.Core.Exports;

/// <summary>How spreadsheets name cells and count days.</summary>
internal static class SheetGrid
{
    private static readonly DateOnly DayZero = new(1899, 12, 30);

    /// <summary>A, B, … Z, AA; the column counts from 0.</summary>
    public static string Letter(int column) =>
        (column < 26 ? "" : Letter((column / 26) - 1)) + ((char)('A' + (column % 26))).ToString();

    /// <summary><c>B3</c>; row and column count from 0.</summary>
    public static string Reference(int row, int column) =>
        string.Create(CultureInfo.InvariantCulture, $"{Letter(column)}{row + 1}");

    /// <summary><c>A1:B2</c>; all bounds count from 0 and belong to the area.</summary>
    public static string Area(int firstRow, int firstColumn, int lastRow, int lastColumn) =>
        $"{Reference(firstRow, firstColumn)}:{Reference(lastRow, lastColumn)}";

    /// <summary>A day as the number it is kept as.</summary>
    public static int Serial(DateOnly day) => day.DayNumber - DayZero.DayNumber;

    /// <summary>The day that such a number stands for.</summary>
    public static DateOnly Day(int serial) => DayZero.AddDays(serial);
}
