namespace Vault.Core.Exports;

/// <summary>
/// The registration form as a workbook that looks like the printed one: title, a heading of two rows with merged cells,
/// fifteen rows, date and notes; a further sheet for every fifteen accounts more.
/// </summary>
internal static class FormWorkbook
{
    private const int HeadRow = 2;
    private const int FirstRow = HeadRow + 2;

    /// <summary>Of the last columns, which are those of the people and the same in every form.</summary>
    private static readonly double[] OfPeople = [9, 13, 13, 9, 13, 13, 20, 14];

    private static readonly double[] OfVerification = [5, 12];

    public static IReadOnlyList<SheetPlan> Of(RegistrationForm form) =>
        [.. form.Pages.Select((rows, index) => Sheet(form, rows, index))];

    private static SheetPlan Sheet(RegistrationForm form, IReadOnlyList<IReadOnlyList<SheetCell?>> rows, int index) =>
        new(index == 0 ? "登记表" : $"登记表（{index + 1}）", Widths(form), [.. Lines(form, rows)])
        {
            Merged = [.. Merged(form, rows.Count)],
            OnOnePage = true,
        };

    private static IEnumerable<SheetLine> Lines(RegistrationForm form, IReadOnlyList<IReadOnlyList<SheetCell?>> rows)
    {
        yield return Line(form.Columns, CellLook.Title, 30, (0, form.Title));
        yield return Line(form.Columns, CellLook.Line, 22, (0, form.UnitLine), (form.Columns / 2, form.LeaderLine));
        yield return Heading(
            form.Groups.SelectMany(g => Enumerable.Repeat<string?>(null, g.Width - 1).Prepend(g.Heading))
        );
        yield return Heading(form.Groups.SelectMany(g => g.Parts.Count > 0 ? g.Parts : [""]));
        foreach (var row in rows)
            yield return new SheetLine([.. row.Select(Ruled)], 24);
        yield return Line(form.Columns, CellLook.Line, 22, (0, form.DayLine));
        yield return Line(form.Columns, CellLook.Line, 22, (0, form.Note));
    }

    private static SheetLine Line(int width, CellLook look, double height, params (int Column, string Text)[] texts)
    {
        var cells = new PlacedCell[width];
        Array.Fill(cells, new PlacedCell(null, look));
        foreach (var (column, text) in texts)
            cells[column] = new PlacedCell(SheetCell.Of(text), look);
        return new SheetLine(cells, height);
    }

    private static SheetLine Heading(IEnumerable<string?> texts) =>
        new([.. texts.Select(t => new PlacedCell(SheetCell.Of(t), CellLook.Heading))], 22);

    private static PlacedCell Ruled(SheetCell? cell) =>
        new(cell, cell is SheetCell.Text { Value.Length: > 1 } ? CellLook.Ruled : CellLook.RuledCentre);

    private static IEnumerable<string> Merged(RegistrationForm form, int rows)
    {
        var last = form.Columns - 1;
        yield return SheetGrid.Area(0, 0, 0, last);
        yield return SheetGrid.Area(1, 0, 1, (form.Columns / 2) - 1);
        yield return SheetGrid.Area(1, form.Columns / 2, 1, last);
        var column = 0;
        foreach (var group in form.Groups)
        {
            yield return group.Parts.Count == 0
                ? SheetGrid.Area(HeadRow, column, HeadRow + 1, column)
                : SheetGrid.Area(HeadRow, column, HeadRow, column + group.Width - 1);
            column += group.Width;
        }
        yield return SheetGrid.Area(FirstRow + rows, 0, FirstRow + rows, last);
        yield return SheetGrid.Area(FirstRow + rows + 1, 0, FirstRow + rows + 1, last);
    }

    private static double[] Widths(RegistrationForm form)
    {
        var ofAccounts = form.Columns - OfVerification.Length - OfPeople.Length;
        return
        [
            .. Enumerable
                .Range(0, ofAccounts)
                .Select(i =>
                    i switch
                    {
                        0 => 5.0,
                        1 or 2 => 18,
                        3 => 15,
                        _ => 9,
                    }
                ),
            .. OfVerification,
            .. OfPeople,
        ];
    }
}
