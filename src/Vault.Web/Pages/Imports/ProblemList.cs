using System.Globalization;
using System.Text;
using Microsoft.Extensions.Localization;
using Vault.Core.Imports;

namespace Vault.Web.Pages.Imports;

/// <summary>One thing that is wrong, in words and with its place.</summary>
public sealed record ShownProblem(string Sheet, int Row, string Column, string What);

/// <summary>Everything that is wrong with a file, seen by itself and against the register, in the order of the file.</summary>
public sealed class ProblemList
{
    private readonly IStringLocalizer _texts;

    public ProblemList(IStringLocalizer texts, RegisterOutcome.Read? reading, ImportPlan plan)
    {
        _texts = texts;
        var read = reading is null ? [] : reading.Sheets.SelectMany(s => s.Problems.Select(p => Of(s, p)));
        var planned = plan.Problems.Select(p => new ShownProblem(
            ImportWords.Sheet(texts, p.Sheet),
            p.Row,
            ColumnOf(reading, p) ?? ImportWords.Meaning(texts, p.Column),
            ImportWords.What(texts, p)
        ));
        Problems = [.. read.Concat(planned).OrderBy(p => p.Sheet, StringComparer.Ordinal).ThenBy(p => p.Row)];
    }

    public IReadOnlyList<ShownProblem> Problems { get; }

    /// <summary>RFC 4180 with a heading; a text that a spreadsheet would take for a formula begins with a quote (R69).</summary>
    public string ToCsv()
    {
        var csv = new StringBuilder();
        Line(csv, _texts["Csv.Sheet"], _texts["Csv.Row"], _texts["Csv.Column"], _texts["Csv.What"]);
        foreach (var problem in Problems)
            Line(csv, problem.Sheet, problem.Row.ToString(CultureInfo.InvariantCulture), problem.Column, problem.What);
        return csv.ToString();
    }

    /// <summary>Null where the sheet is no longer there, or says it in a heading rather than in a column.</summary>
    private static string? ColumnOf(RegisterOutcome.Read? reading, PlanProblem problem) =>
        reading
            ?.Sheets.FirstOrDefault(s => s.Name == problem.Sheet)
            ?.Columns.FirstOrDefault(c => c.Meaning == problem.Column)
            ?.Letter;

    private ShownProblem Of(SheetReading sheet, RowProblem problem) =>
        new(
            ImportWords.Sheet(_texts, sheet.Name),
            problem.Row,
            problem.Column is { } index ? sheet.Columns[index].Letter : "",
            ImportWords.What(_texts, problem)
        );

    private static void Line(StringBuilder csv, params ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < cells.Length; i++)
            csv.Append(i == 0 ? "\"" : ",\"").Append(Cell(cells[i])).Append('"');
        csv.Append("\r\n");
    }

    private static string Cell(string text)
    {
        var safe = text.Length > 0 && "=+-@\t\r\n\0".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.Replace("\"", "\"\"", StringComparison.Ordinal);
    }
}
