namespace Vault.Core.Exports;

/// <summary>A heading of the form with the columns below it.</summary>
/// <param name="Parts">Their own headings, in a second row; none where the heading is the column's own.</param>
public sealed record FormGroup(string Heading, IReadOnlyList<string> Parts)
{
    /// <summary>How many columns it spans.</summary>
    public int Width => Math.Max(1, Parts.Count);
}

/// <summary>
/// The regulation's registration form (登记表) filled in, for a workbook or for paper. Its words are those of the
/// regulation in every language of the screen.
/// </summary>
/// <param name="UnitLine">Above the table, left: the unit and room for its seal.</param>
/// <param name="LeaderLine">Above the table, right: room for the supervising leader's signature.</param>
/// <param name="Pages">Of <see cref="RowsOnPage"/> rows each, with as many cells as there are columns; null is empty.</param>
/// <param name="DayLine">Below the table: when it was filled in.</param>
public sealed record RegistrationForm(
    string Title,
    string UnitLine,
    string LeaderLine,
    IReadOnlyList<FormGroup> Groups,
    IReadOnlyList<IReadOnlyList<IReadOnlyList<SheetCell?>>> Pages,
    string DayLine,
    string Note
)
{
    public const int RowsOnPage = 15;

    public int Columns => Groups.Sum(g => g.Width);
}
